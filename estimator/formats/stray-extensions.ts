/** Files that lie beside data but hold none: notes, programs, what tools leave. By lower-case extension. */
export const strayExtensions: ReadonlySet<string> = new Set([
  ...['md', 'rst', 'html', 'htm', 'pdf', 'doc', 'docx', 'xls', 'xlsx', 'png', 'jpg', 'jpeg', 'svg'],
  ...['sql', 'ddl', 'hql', 'py', 'ipynb', 'js', 'ts', 'sh', 'r', 'scala', 'java'],
  ...['yml', 'yaml', 'toml', 'ini', 'cfg', 'conf', 'properties', 'xml', 'lock'],
  ...['crc', 'metadata', 'md5', 'sha256', 'zip', 'tar', 'tgz', '7z', 'duckdb', 'db', 'sqlite', 'tmp', 'bak'],
]);

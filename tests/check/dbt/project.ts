/** Files of a dbt project as dbt-athena leaves them in `target/`, cut to the keys that matter and some that do not. */
export interface ProjectModel {
  readonly name: string;
  readonly path: string;
  readonly raw: string;
  readonly compiled: string | null;
  readonly materialized?: string;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly dependsOn?: readonly string[];
}

/** `manifest.json` of version 12. The fixture is made from the shape of dbt's own, without dbt. */
export function manifestOf(models: readonly ProjectModel[], version = 12): string {
  const other = (kind: string, name: string, rest: object = {}): readonly [string, object] => {
    const id = `${kind}.shop.${name}`;
    return [id, { resource_type: kind, unique_id: id, name, schema: 'Analytics', columns: {}, ...rest }];
  };
  const nodes = models.map(({ name, path, raw, compiled, materialized, config = {}, dependsOn = [] }) => [
    `model.shop.${name}`,
    {
      database: 'awsdatacatalog',
      schema: 'Analytics',
      name,
      resource_type: 'model',
      package_name: 'shop',
      path: path.replace('models/', ''),
      original_file_path: path,
      unique_id: `model.shop.${name}`,
      fqn: ['shop', name],
      alias: name,
      checksum: { name: 'sha256', checksum: '00' },
      config: { enabled: true, materialized: materialized ?? 'table', tags: [], ...config },
      columns: {},
      relation_name: `"awsdatacatalog"."analytics"."${name}"`,
      raw_code: raw,
      language: 'sql',
      depends_on: { macros: [], nodes: dependsOn.map((id) => (id.includes('.') ? id : `model.shop.${id}`)) },
      ...(compiled === null ? {} : { compiled: true, compiled_code: compiled }),
    },
  ]);
  const test = {
    resource_type: 'test',
    unique_id: 'test.shop.not_null',
    name: 'not_null',
    compiled_code: 'SELECT nothing FROM nowhere',
  };
  return JSON.stringify({
    metadata: {
      dbt_schema_version: `https://schemas.getdbt.com/dbt/manifest/v${version}.json`,
      dbt_version: '1.9.1',
      adapter_type: 'athena',
    },
    nodes: {
      ...Object.fromEntries([...nodes, other('seed', 'countries'), other('snapshot', 'prices')]),
      'test.shop.not_null': test,
    },
    sources: Object.fromEntries([
      other('source', 'clicks', { source_name: 'web', schema: 'Web', identifier: 'raw_clicks' }),
    ]),
    macros: {},
  });
}

/** `run_results.json` of version 6: bytes really scanned, by model. */
export function runResultsOf(scanned: Readonly<Record<string, number | null>>): string {
  const results = Object.entries(scanned).map(([name, bytes]) => ({
    status: 'success',
    unique_id: `model.shop.${name}`,
    execution_time: 1.5,
    adapter_response: { _message: 'OK -1', code: 'OK', rows_affected: -1, data_scanned_in_bytes: bytes },
  }));
  return JSON.stringify({
    metadata: { dbt_schema_version: 'https://schemas.getdbt.com/dbt/run-results/v6.json' },
    results,
  });
}

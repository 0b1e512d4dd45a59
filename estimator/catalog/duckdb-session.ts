import type { DuckDBConnection } from '@duckdb/node-api';

/** One embedded DuckDB for the catalogs of one run; opened at the first question, not before. */
export interface Session {
  readonly connection: () => Promise<DuckDBConnection>;
  readonly rows: (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;
  readonly run: (sql: string) => Promise<void>;
  readonly close: () => void;
}

export function createSession(): Session {
  let opening: Promise<DuckDBConnection> | null = null;
  const connection = (): Promise<DuckDBConnection> => {
    opening ??= open();
    return opening;
  };
  return {
    connection,
    async rows(sql) {
      const reader = await (await connection()).runAndReadAll(sql);
      return reader.getRowObjects();
    },
    async run(sql) {
      await (await connection()).run(sql);
    },
    close() {
      opening?.then((opened) => opened.closeSync()).catch(() => undefined);
      opening = null;
    },
  };
}

async function open(): Promise<DuckDBConnection> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '2',
    memory_limit: '2GB',
    temp_directory: '',
  });
  const connection = await instance.connect();
  await connection.run("SET timezone = 'UTC'");
  return connection;
}

export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

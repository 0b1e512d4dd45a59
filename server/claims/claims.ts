/** What the plan says a technique saves (day 23), and pairs of queries that show it. */
export interface Claim {
  readonly technique: string;
  /** As the plan words it. */
  readonly claimed: string;
  /** Percent saved that would bear the claim out. */
  readonly expected: { readonly from: number; readonly to: number };
  readonly trials: readonly Trial[];
}

export interface Trial {
  readonly what: string;
  readonly before: TrialQuery;
  readonly after: TrialQuery;
}

export interface TrialQuery {
  readonly sql: string;
  readonly database: string;
}

const everything = 'SELECT * FROM transactions';
const oneColumn = 'SELECT sum(amount) FROM transactions';
const byCategory =
  'SELECT category, count(*), sum(amount), avg(amount), count_if(is_fraud) FROM transactions GROUP BY category';
const january = `SELECT category, count(*), sum(amount) FROM transactions WHERE year = '2024' AND month = '01' GROUP BY category`;

function moved(what: string, sql: string, from: string, to: string): Trial {
  return { what, before: { sql, database: from }, after: { sql, database: to } };
}

function rewritten(what: string, database: string, before: string, after: string): Trial {
  return { what, before: { sql: before, database }, after: { sql: after, database } };
}

export const claims: readonly Claim[] = [
  {
    technique: 'Parquet or ORC',
    claimed: '30-90 % saved',
    expected: { from: 30, to: 90 },
    trials: [
      moved('all columns, CSV to Parquet', everything, 'csv', 'parquet_snappy'),
      moved('three columns, CSV to Parquet', byCategory, 'csv', 'parquet_snappy'),
      moved('one column, JSON to Parquet', oneColumn, 'json', 'parquet_snappy'),
      moved('all columns, gzip CSV to Parquet with snappy', everything, 'csv_gzip', 'parquet_snappy'),
    ],
  },
  {
    technique: 'Partitioning',
    claimed: 'large saving',
    expected: { from: 50, to: 100 },
    trials: [
      moved('one month of CSV by month', january, 'csv', 'csv_by_month'),
      moved('one month of Parquet by month', january, 'parquet_snappy', 'parquet_snappy_by_month'),
      moved('the whole year of Parquet by day', oneColumn, 'parquet_snappy', 'parquet_snappy_by_day'),
      moved('one month of Parquet by category', january, 'parquet_snappy', 'parquet_by_category'),
    ],
  },
  {
    technique: 'Compression',
    claimed: 'further saving',
    expected: { from: 1, to: 100 },
    trials: [
      moved('CSV with gzip', everything, 'csv', 'csv_gzip'),
      moved('Parquet with snappy', everything, 'parquet', 'parquet_snappy'),
      moved('Parquet with zstd instead of snappy', everything, 'parquet_snappy', 'parquet_zstd'),
    ],
  },
  {
    technique: 'LIMIT',
    claimed: 'scans less',
    expected: { from: 1, to: 100 },
    trials: [
      rewritten('LIMIT 10 without a filter', 'csv', everything, `${everything} LIMIT 10`),
      rewritten(
        'LIMIT 10 after ORDER BY',
        'csv',
        `${everything} ORDER BY amount DESC`,
        `${everything} ORDER BY amount DESC LIMIT 10`,
      ),
      rewritten('LIMIT 2 after GROUP BY', 'parquet_snappy', byCategory, `${byCategory} LIMIT 2`),
    ],
  },
];

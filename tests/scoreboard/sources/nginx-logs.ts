import type { DescribeSource } from '../source.js';

const columns = 'container_id string, source string, log string, log_time timestamp';
const where = `dt = '2020-08-24' AND hour = '12'`;
const status = `log LIKE '%HTTP/1.1" 200%'`;
const minutes = "log_time BETWEEN TIMESTAMP '2020-08-24 12:00:00' AND TIMESTAMP '2020-08-24 12:10:00'";

function counting(table: string, ...filters: readonly string[]): string {
  return `SELECT count(1) FROM ${table} WHERE ${[where, ...filters].join(' AND ')}`;
}

/** Ten million log lines of one hour, in JSON with two codecs and in Parquet with two sizes of row groups. */
export const nginxLogs: DescribeSource = ({ scanned }) => {
  const lzo = scanned('NG03');
  const gz = scanned('NG04');
  const log = scanned('NG01');
  const partitioned = 'PARTITIONED BY (dt string, hour string)';
  const json = `${partitioned} ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'`;
  return {
    ddl: `
      CREATE EXTERNAL TABLE json_lzo (${columns}) ${json} LOCATION 's3://published/json_lzo/';
      CREATE EXTERNAL TABLE json_gz (${columns}) ${json} LOCATION 's3://published/json_gz/';
      CREATE EXTERNAL TABLE large_groups (${columns}) ${partitioned} STORED AS PARQUET LOCATION './made/large/';
      CREATE EXTERNAL TABLE small_groups (${columns}) ${partitioned} STORED AS PARQUET LOCATION './made/small/';`,
    objects: {
      'json_lzo/dt=2020-08-24/hour=12/a.lzo': lzo.bytes,
      'json_gz/dt=2020-08-24/hour=12/a.gz': gz.bytes,
    },
    // A hundredth of the lines in the order of time. What a row takes is not published: row groups of 128 and 34 MiB are
    // taken as 24 and 94 an hour, at about 135 bytes a row.
    async make(folder, duckdb) {
      await duckdb.run(`CREATE TEMP TABLE lines AS SELECT md5((i % 100)::VARCHAR) AS container_id, 'stdout' AS source,
        '172.17.0.1 - - [24/Aug/2020:12:' || lpad((i // 1667)::VARCHAR, 2, '0') || '] "GET /' || hash(i) % 3 ||
          ' HTTP/1.1" 200 ' || hash(i) % 900 || ' "-" "' || substr(md5(i::VARCHAR), 1, 12) || '"' AS log,
        TIMESTAMP '2020-08-24 12:00:00' + INTERVAL (i * 36) MILLISECOND AS log_time,
        '2020-08-24' AS dt, '12' AS hour FROM range(100000) r(i)`);
      for (const [name, rows] of [
        ['large', 4166],
        ['small', 1063],
      ] as const) {
        await duckdb.run(`COPY lines TO '${folder}/${name}'
          (FORMAT parquet, COMPRESSION snappy, PARTITION_BY (dt, hour), ROW_GROUP_SIZE ${rows})`);
      }
    },
    cases: {
      NG01: {
        topic: 'columns',
        leftOut: 'The size of the log column is not published apart from this scan.',
      },
      NG02: {
        topic: 'columns',
        sql: counting('small_groups', status),
        sizeFrom: 'made_data',
        scale: { sql: counting('large_groups', status), reads: log },
        allowance: {
          share: 0.02,
          why: 'our writer’s pages change a little with the row groups, theirs did not',
        },
        note: 'To the byte what NG01 read with larger row groups: footers and the number of row groups do not count.',
      },
      NG03: { topic: 'row_formats', sql: counting('json_lzo', status), sizeFrom: 'own_scan', sizedBy: lzo },
      NG04: { topic: 'row_formats', sql: counting('json_gz', status), sizeFrom: 'own_scan', sizedBy: gz },
      NG05: {
        topic: 'row_groups',
        sql: counting('large_groups', minutes, status),
        sizeFrom: 'made_data',
        scale: { sql: counting('large_groups', status), reads: log },
        allowance: { share: 0.12, why: 'rows and row groups are of unknown size: 3 points of the column' },
      },
      NG07: {
        topic: 'row_formats',
        sql: counting('json_lzo', minutes, status),
        sizeFrom: 'other_scan',
        sizedBy: lzo,
      },
      NG08: {
        topic: 'row_formats',
        sql: counting('json_gz', minutes, status),
        sizeFrom: 'other_scan',
        sizedBy: gz,
      },
    },
  };
};

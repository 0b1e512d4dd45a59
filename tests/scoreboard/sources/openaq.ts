import type { DescribeSource, LeftOut, Replay } from '../source.js';
import { spreadObjects } from '../spread.js';

const columns = `date struct<utc:string,local:string>, parameter string, location string, value float, unit string,
  city string, country string, sourcename string`;

/** The queries of issue 521, of which the issue gives the names and not the text. */
const queries = {
  locations: (table: string) => `SELECT location, city, country, count(*) FROM ${table} GROUP BY 1, 2, 3`,
  latest: (table: string) => `SELECT a.location, a.parameter, a.value FROM ${table} a JOIN
    (SELECT location, parameter, max("date".utc) AS last FROM ${table} GROUP BY 1, 2) b
    ON a.location = b.location AND a.parameter = b.parameter AND a."date".utc = b.last`,
  average: (table: string) => `SELECT avg(value) FROM ${table} WHERE parameter = 'pm25'`,
  byParameter: (table: string) => `SELECT parameter, avg(value) FROM ${table} GROUP BY parameter`,
  dates: (table: string) => `SELECT avg(value) FROM ${table} WHERE "date".utc > '2020-01-01'`,
} as const;

const noColumnSizes: LeftOut = {
  topic: 'columns',
  leftOut: 'The sizes of its columns are not published, nor the text of the query.',
};

/** Air quality measurements as JSON, JSON with gzip and Parquet. */
export const openaq: DescribeSource = ({ scanned, total }) => {
  const plain = scanned('OQ03');
  const gz = scanned('OQ06');
  const small = total('OQ31');
  const json = "ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'";
  const onPlain = (sql: string, own = false): Replay => ({
    topic: 'row_formats',
    sql,
    sizeFrom: own ? 'own_scan' : 'other_scan',
    sizedBy: plain,
    note: 'The issue gives the name of the query, not its text; any query reads JSON whole.',
  });
  const onGz = (sql: string, own = false): Replay => ({ ...onPlain(sql, own), sizedBy: gz });
  return {
    ddl: `
      CREATE EXTERNAL TABLE json (${columns}) ${json} LOCATION 's3://published/json/';
      CREATE EXTERNAL TABLE json_gz (${columns}) ${json} LOCATION 's3://published/json_gz/';
      CREATE EXTERNAL TABLE hundred_files (${columns}) ${json} LOCATION 's3://published/hundred_files/';`,
    objects: {
      'json/a.json': Math.round(plain.bytes),
      'json_gz/a.json.gz': Math.round(gz.bytes),
      ...spreadObjects(160_400_000, 100, (file) => `hundred_files/${file}.json`),
    },
    cases: {
      OQ01: onPlain(queries.locations('json')),
      OQ02: { ...onPlain(queries.latest('json')), topic: 'scan_twice' },
      OQ03: onPlain(queries.average('json'), true),
      OQ04: onPlain(queries.byParameter('json')),
      OQ05: onPlain(queries.dates('json')),
      OQ06: onGz(queries.locations('json_gz'), true),
      OQ07: { ...onGz(queries.latest('json_gz')), topic: 'scan_twice' },
      OQ08: onGz(queries.average('json_gz')),
      OQ09: onGz(queries.byParameter('json_gz')),
      OQ10: onGz(queries.dates('json_gz')),
      ...Object.fromEntries(
        ['OQ11', 'OQ12', 'OQ13', 'OQ14', 'OQ15', 'OQ21', 'OQ22', 'OQ23', 'OQ24', 'OQ25'].map((id) => [
          id,
          noColumnSizes,
        ]),
      ),
      OQ31: {
        topic: 'scan_twice',
        sql: queries.latest('hundred_files'),
        sizeFrom: 'given',
        sizedBy: small,
      },
    },
  };
};

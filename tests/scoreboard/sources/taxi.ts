import type { DescribeSource, LeftOut } from '../source.js';
import { spreadObjects } from '../spread.js';

const columns =
  'vendor string, pickup timestamp, dropoff timestamp, count int, distance double, paytype string, total double';
const csv = `(${columns}) ROW FORMAT DELIMITED FIELDS TERMINATED BY ','`;

const noColumnSizes: LeftOut = {
  topic: 'columns',
  leftOut: 'The sizes of its columns are not published apart from this scan.',
};

/** New York's taxi trips: twelve months of CSV, and tables made from them. */
export const taxi: DescribeSource = ({ scanned }) => {
  const year = scanned('TX02');
  const month = scanned('TX03');
  const summary = "SELECT paytype, sum(total) AS total FROM trips WHERE paytype = '1' GROUP BY paytype";
  return {
    ddl: `
      CREATE EXTERNAL TABLE trips ${csv} LOCATION 's3://published/trips/';
      CREATE EXTERNAL TABLE january ${csv} LOCATION 's3://published/january/';
      CREATE VIEW by_paytype AS ${summary};`,
    objects: {
      ...spreadObjects(year.bytes, 12, (index) => `trips/${index + 1}.csv`),
      'january/1.csv': Math.round(month.bytes),
    },
    cases: {
      TX01: {
        topic: 'limit_text',
        sql: 'SELECT * FROM trips LIMIT 10',
        sizeFrom: 'other_scan',
        sizedBy: year,
      },
      TX02: {
        topic: 'row_formats',
        sql: `SELECT count(*), sum(total) FROM trips
          WHERE pickup BETWEEN TIMESTAMP '1999-01-01 00:00:00' AND TIMESTAMP '1999-01-02 00:00:00'`,
        sizeFrom: 'own_scan',
        sizedBy: year,
      },
      TX03: {
        topic: 'row_formats',
        sql: `SELECT count(*), sum(total) FROM january
          WHERE pickup BETWEEN TIMESTAMP '1999-01-01 00:00:00' AND TIMESTAMP '1999-01-02 00:00:00'`,
        sizeFrom: 'own_scan',
        sizedBy: month,
      },
      TX05: {
        topic: 'row_formats',
        sql: "CREATE TABLE paid WITH (format = 'PARQUET') AS SELECT * FROM trips WHERE paytype = '1'",
        sizeFrom: 'other_scan',
        sizedBy: year,
      },
      TX06: noColumnSizes,
      TX07: { topic: 'nothing_read', sql: `CREATE VIEW again AS ${summary}`, sizeFrom: 'any_size' },
      TX08: { topic: 'row_formats', sql: 'SELECT * FROM by_paytype', sizeFrom: 'other_scan', sizedBy: year },
      DL02: noColumnSizes,
      DL05: noColumnSizes,
    },
  };
};

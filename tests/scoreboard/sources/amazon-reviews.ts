import { mkdirSync } from 'node:fs';
import type { DescribeSource } from '../source.js';

const columns = `marketplace string, customer_id string, review_id string, product_id string, product_parent string,
  product_title string, product_category string, star_rating int, helpful_votes int, total_votes int, vine string,
  verified_purchase string, review_headline string, review_body string, review_date date`;

const noColumnSizes = 'The sizes of its columns are not published apart from this scan.';

/** Amazon's customer reviews: 151 M rows as TSV and as Parquet by category, and tables made from them. */
export const amazonReviews: DescribeSource = ({ scanned }) => {
  const text = scanned('AM02');
  return {
    ddl: `
      CREATE EXTERNAL TABLE reviews_tsv (${columns})
        ROW FORMAT DELIMITED FIELDS TERMINATED BY '\\t' LOCATION 's3://published/reviews_tsv/';
      CREATE EXTERNAL TABLE by_category (customer_id string, product_id string, product_title string, star_rating int)
        PARTITIONED BY (product_category string) STORED AS PARQUET LOCATION './made/by_category/';
      CREATE EXTERNAL TABLE hashed_by_product (product_id string) STORED AS PARQUET LOCATION './made/hashed/';`,
    objects: { 'reviews_tsv/reviews.tsv.gz': Math.round(text.bytes) },
    async make(folder, duckdb) {
      mkdirSync(`${folder}/hashed`);
      await duckdb.run(`COPY (SELECT 'c' || i AS customer_id, 'B' || lpad((hash(i) % 20000)::VARCHAR, 9, '0') AS product_id,
        'title ' || hash(i) % 20000 AS product_title, (i % 5 + 1)::INTEGER AS star_rating,
        ['Toys', 'Books', 'Music'][i % 3 + 1] AS product_category FROM range(60000) r(i))
        TO '${folder}/by_category' (FORMAT parquet, COMPRESSION snappy, PARTITION_BY (product_category))`);
      await duckdb.run(`CREATE TEMP TABLE ids AS
        SELECT 'B' || lpad((hash(i) % 30000)::VARCHAR, 9, '0') AS product_id FROM range(60000) r(i)`);
      for (let file = 0; file < 30; file += 1) {
        await duckdb.run(`COPY (FROM ids WHERE hash(product_id) % 30 = ${file})
          TO '${folder}/hashed/${file}.parquet' (FORMAT parquet, COMPRESSION gzip)`);
      }
    },
    cases: {
      AM01: {
        topic: 'limit_text',
        sql: "SELECT * FROM reviews_tsv WHERE marketplace = 'US' LIMIT 10",
        sizeFrom: 'other_scan',
        sizedBy: text,
      },
      AM02: {
        topic: 'row_formats',
        sql: `SELECT product_id, count(*) FROM reviews_tsv WHERE product_category = 'Toys' GROUP BY product_id
          ORDER BY 2 DESC LIMIT 100`,
        sizeFrom: 'own_scan',
        sizedBy: text,
      },
      AM03: {
        topic: 'row_formats',
        sql: "SELECT * FROM reviews_tsv WHERE review_id = 'R1'",
        sizeFrom: 'other_scan',
        sizedBy: text,
      },
      AM04: {
        topic: 'row_formats',
        sql: `CREATE TABLE copy AS SELECT * FROM reviews_tsv WHERE "$path" LIKE '%tsv.gz'`,
        sizeFrom: 'other_scan',
        sizedBy: text,
        note: 'A filter on the path is decided file by file while the query runs.',
      },
      AM05: { topic: 'columns', leftOut: noColumnSizes },
      AM06: {
        topic: 'columns',
        sql: `SELECT product_id, product_title, avg(star_rating) FROM by_category WHERE product_category = 'Toys'
          GROUP BY product_id, product_title`,
        sizeFrom: 'other_scan',
        scale: {
          sql: `SELECT product_id, product_title, avg(star_rating) FROM by_category WHERE product_category = 'Toys'
            GROUP BY product_id, product_title ORDER BY 3 DESC LIMIT 100`,
          reads: scanned('AM05'),
        },
        note: 'ORDER BY and LIMIT after the grouping (AM05) change nothing.',
      },
      AM07: { topic: 'columns', leftOut: noColumnSizes },
      AM09: { topic: 'columns', leftOut: noColumnSizes },
      AM10: { topic: 'partitions', leftOut: 'The share of the partition in the column is not published.' },
      AM11: {
        topic: 'partitions',
        leftOut:
          'Another account wrote the table anew; neither its files nor the share of the partition are published.',
      },
      AM14: { topic: 'columns', leftOut: noColumnSizes },
      AM15: {
        topic: 'row_groups',
        leftOut: 'One of seven sorted files of unequal size is read; their sizes are not published.',
      },
      AM16: {
        topic: 'row_groups',
        sql: `SELECT "$path", product_id, count(*) FROM hashed_by_product WHERE product_id = 'B000015000' GROUP BY 1, 2`,
        sizeFrom: 'own_scan',
        scale: { sql: 'SELECT product_id FROM hashed_by_product', reads: scanned('AM16') },
      },
    },
  };
};

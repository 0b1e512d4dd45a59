import * as v from 'valibot';

const column = v.object({ Name: v.string(), Type: v.optional(v.string(), 'string') });
const parameters = v.nullish(v.record(v.string(), v.string()), {});
const text = v.nullish(v.string(), null);

/** Of a partition; its columns, which may be thousands for each, say nothing that its table does not. */
const storage = v.object({
  Location: text,
  InputFormat: text,
  SerdeInfo: v.nullish(v.object({ SerializationLibrary: text, Parameters: parameters }), {}),
});
const tableStorage = v.object({
  ...storage.entries,
  Columns: v.nullish(v.array(column), []),
  BucketColumns: v.nullish(v.array(v.string()), []),
  /** -1 or 0 of a table without buckets. */
  NumberOfBuckets: v.nullish(v.number(), -1),
});

const table = v.object({
  Name: v.string(),
  DatabaseName: text,
  TableType: text,
  PartitionKeys: v.nullish(v.array(column), []),
  Parameters: parameters,
  ViewOriginalText: text,
  StorageDescriptor: v.nullish(tableStorage, {}),
  TargetTable: v.nullish(v.object({ DatabaseName: v.string(), Name: v.string() }), null),
});

const wholeAnswer = v.nullish(
  v.literal('', 'the answer is one page of several: ask for it without --max-items and --no-paginate.'),
  '',
);

/** `aws glue get-tables`, or `get-table`. */
export const glueTables = v.pipe(
  v.object({
    TableList: v.optional(v.array(table)),
    Table: v.optional(table),
    NextToken: wholeAnswer,
  }),
  v.check(
    ({ TableList, Table }) => TableList !== undefined || Table !== undefined,
    'it has no TableList, as "aws glue get-tables" prints it.',
  ),
  v.transform(({ TableList = [], Table }) => (Table === undefined ? TableList : [...TableList, Table])),
);

export type GlueTable = v.InferOutput<typeof table>;
export type GlueStorage = v.InferOutput<typeof storage>;

/** `aws glue get-partitions` */
export const gluePartitions = v.pipe(
  v.object({
    Partitions: v.array(
      v.object({
        Values: v.array(v.string()),
        DatabaseName: text,
        TableName: v.string(),
        StorageDescriptor: v.nullish(storage, {}),
        Parameters: parameters,
      }),
    ),
    NextToken: wholeAnswer,
  }),
  v.transform(({ Partitions }) => Partitions),
);

export type GluePartition = v.InferOutput<typeof gluePartitions>[number];

/** What a footer claims about its one row group of one column; each is written as it is, however absurd. */
export interface Claims {
  readonly rows?: number;
  readonly rowsOfGroup?: number;
  readonly chunkBytes?: number;
  readonly firstByte?: number;
  readonly nulls?: number;
  readonly precision?: number;
  readonly scale?: number;
  readonly children?: number;
  /** How many columns lie on the same bytes. */
  readonly columns?: number;
}

/** A Parquet file of 100 bytes of data, whose footer claims what it is told to: `decimal(9,2)` columns of 10 rows. */
export function hostileParquet(claims: Claims): Uint8Array {
  const { rows = 10, rowsOfGroup = rows, chunkBytes = 100, firstByte = 4, nulls = 0 } = claims;
  const { precision = 9, scale = 2, columns = 1, children = columns } = claims;
  const each = <Item>(make: (index: number) => Item): Item[] =>
    Array.from({ length: columns }, (_, index) => make(index));
  const schema = [
    struct([4, text('schema')], [5, int(children)]),
    ...each((index) =>
      struct(
        [1, int(2)],
        [3, int(1)],
        [4, text(`c${index}`)],
        [6, int(5)],
        [7, int(scale)],
        [8, int(precision)],
      ),
    ),
  ];
  const chunk = struct([
    3,
    struct(
      ...([
        [1, int(2)],
        [2, list([])],
        [4, int(0)],
        [5, int(rows)],
        [6, int(chunkBytes)],
      ] satisfies Field[]),
      ...([
        [7, int(chunkBytes)],
        [9, int(firstByte)],
        [12, struct([3, int(nulls)])],
      ] satisfies Field[]),
    ),
  ]);
  const group = struct([1, list(each(() => chunk))], [2, int(100)], [3, int(rowsOfGroup)]);
  const footer = Buffer.from(
    struct([1, int(1)], [2, list(schema)], [3, int(rows)], [4, list([group])]).bytes,
  );
  const length = Buffer.alloc(4);
  length.writeUInt32LE(footer.length);
  return Buffer.concat([Buffer.from('PAR1'), Buffer.alloc(100), footer, length, Buffer.from('PAR1')]);
}

/** A value of Thrift's compact protocol. */
interface Value {
  readonly type: number;
  readonly bytes: readonly number[];
}

type Field = readonly [id: number, value: Value];

function int(value: number): Value {
  return { type: 6, bytes: varint(value < 0 ? BigInt(-value) * 2n - 1n : BigInt(value) * 2n) };
}

function text(value: string): Value {
  const bytes = Buffer.from(value);
  return { type: 8, bytes: [...varint(BigInt(bytes.length)), ...bytes] };
}

function list(items: readonly Value[]): Value {
  return { type: 9, bytes: [0xfc, ...varint(BigInt(items.length)), ...items.flatMap(({ bytes }) => bytes)] };
}

/** Fields in the order of their numbers, each number at most 15 above the one before. */
function struct(...fields: readonly Field[]): Value {
  let last = 0;
  const bytes = fields.flatMap(([id, value]) => {
    const header = ((id - last) << 4) | value.type;
    last = id;
    return [header, ...value.bytes];
  });
  return { type: 12, bytes: [...bytes, 0] };
}

function varint(value: bigint): number[] {
  return value < 128n ? [Number(value)] : [Number(value & 127n) | 128, ...varint(value >> 7n)];
}

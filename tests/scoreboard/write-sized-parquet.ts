import { closeSync, ftruncateSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

export interface SizedRowGroup {
  readonly rows: number;
  readonly columns: readonly {
    readonly name: string;
    readonly type: 'int32' | 'string';
    /** `total_compressed_size`: pages with their headers. */
    readonly bytes: number;
  }[];
}

/**
 * Writes a Parquet file that has a footer and no data: of the given size, with chunks of the given sizes. For tables
 * of which a publication gives sizes and not rows. What is not footer is a hole.
 */
export function writeSizedParquet(
  path: string,
  fileBytes: number,
  rowGroups: readonly SizedRowGroup[],
): void {
  const footer = Buffer.from(fileMetaData(rowGroups));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(footer.length);
  const end = Buffer.concat([footer, length, Buffer.from('PAR1')]);
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, 'w');
  ftruncateSync(file, fileBytes);
  writeSync(file, Buffer.from('PAR1'), 0, 4, 0);
  writeSync(file, end, 0, end.length, Math.max(4, fileBytes - end.length));
  closeSync(file);
}

/** https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift in Thrift's compact protocol. */
function fileMetaData(rowGroups: readonly SizedRowGroup[]): readonly number[] {
  const columns = rowGroups[0]?.columns ?? [];
  const root = struct([4, text('schema')], [5, int(columns.length)]);
  const leaves = columns.map(({ name, type }) =>
    struct(
      [1, int(physicalTypes[type])],
      [3, int(optional)],
      [4, text(name)],
      ...(type === 'string' ? [[6, int(utf8)] as const] : []),
    ),
  );
  let offset = 4;
  const groups = rowGroups.map(({ rows, columns: chunks }) => {
    const described = chunks.map(({ name, type, bytes }) => {
      const start = offset;
      offset += bytes;
      const metaData = struct(
        [1, int(physicalTypes[type])],
        [2, list(5, [varint(zigzag(0))])],
        [3, list(8, [text(name).bytes])],
        [4, int(0)],
        [5, long(rows)],
        [6, long(bytes)],
        [7, long(bytes)],
        [9, long(start)],
      );
      return struct([2, long(start)], [3, metaData]).bytes;
    });
    const bytes = chunks.reduce((sum, chunk) => sum + chunk.bytes, 0);
    return struct([1, list(12, described)], [2, long(bytes)], [3, long(rows)]).bytes;
  });
  const rows = rowGroups.reduce((sum, group) => sum + group.rows, 0);
  const schema = list(12, [root.bytes, ...leaves.map(({ bytes }) => bytes)]);
  return struct([1, int(1)], [2, schema], [3, long(rows)], [4, list(12, groups)]).bytes;
}

const physicalTypes = { int32: 1, string: 6 } as const;
/** FieldRepetitionType.OPTIONAL and ConvertedType.UTF8. */
const optional = 1;
const utf8 = 0;

/** A value with its type in the compact protocol. */
interface Value {
  readonly type: number;
  readonly bytes: readonly number[];
}

function varint(value: bigint): readonly number[] {
  return value < 128n ? [Number(value)] : [Number(value & 127n) | 128, ...varint(value >> 7n)];
}

function zigzag(value: number): bigint {
  return BigInt(value) * 2n;
}

function int(value: number): Value {
  return { type: 5, bytes: varint(zigzag(value)) };
}

function long(value: number): Value {
  return { type: 6, bytes: varint(zigzag(value)) };
}

function text(value: string): Value {
  const bytes = Buffer.from(value);
  return { type: 8, bytes: [...varint(BigInt(bytes.length)), ...bytes] };
}

function list(elementType: number, elements: readonly (readonly number[])[]): Value {
  const head =
    elements.length < 15
      ? [(elements.length << 4) | elementType]
      : [0xf0 | elementType, ...varint(BigInt(elements.length))];
  return { type: 9, bytes: [...head, ...elements.flat()] };
}

/** Fields by id, ascending, at most 15 apart. */
function struct(...fields: readonly (readonly [id: number, value: Value])[]): Value {
  let last = 0;
  const bytes = fields.flatMap(([id, value]) => {
    const head = ((id - last) << 4) | value.type;
    last = id;
    return [head, ...value.bytes];
  });
  return { type: 12, bytes: [...bytes, 0] };
}

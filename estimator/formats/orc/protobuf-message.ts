import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';

/** The fields of one protobuf message, to be asked for by number; a field that is absent is null or empty. */
export interface ProtobufMessage {
  /** A `uint32`, `uint64`, `bool` or `enum`. Throws `RangeError` above 2^53. */
  readonly count: (field: number) => number | null;
  /** Repeated counts, one by one or packed. */
  readonly counts: (field: number) => readonly number[];
  /** A `sint32` or `sint64`. */
  readonly signed: (field: number) => bigint | null;
  readonly double: (field: number) => number | null;
  /** Null too for what is no UTF-8. */
  readonly text: (field: number) => string | null;
  readonly texts: (field: number) => readonly string[];
  readonly message: (field: number) => ProtobufMessage | null;
  readonly messages: (field: number) => readonly ProtobufMessage[];
}

type RawValue = bigint | Uint8Array;

/** Splits the bytes of a message into its fields. Throws `Error` where they are none. */
export function readProtobuf(bytes: Uint8Array): ProtobufMessage {
  const fields = new Map<number, RawValue[]>();
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [number, wireType] = reader.tag();
    const value = readValue(reader, number, wireType);
    const known = fields.get(number);
    if (known === undefined) fields.set(number, [value]);
    else known.push(value);
  }
  const integers = (field: number): readonly bigint[] => (fields.get(field) ?? []).flatMap(unpack);
  const pieces = (field: number): readonly Uint8Array[] =>
    (fields.get(field) ?? []).filter((value) => typeof value !== 'bigint');
  const counts = (field: number): readonly number[] => integers(field).map(toCount);
  return {
    count: (field) => counts(field).at(-1) ?? null,
    counts,
    signed(field) {
      const value = integers(field).at(-1);
      return value === undefined ? null : (value >> 1n) ^ -(value & 1n);
    },
    double(field) {
      const piece = pieces(field).at(-1);
      return piece?.length === 8
        ? new DataView(piece.buffer, piece.byteOffset, piece.byteLength).getFloat64(0, true)
        : null;
    },
    text(field) {
      const piece = pieces(field).at(-1);
      return piece === undefined ? null : decodeText(piece);
    },
    texts: (field) => pieces(field).map((piece) => decodeText(piece) ?? ''),
    message(field) {
      const piece = pieces(field).at(-1);
      return piece === undefined ? null : readProtobuf(piece);
    },
    messages: (field) => pieces(field).map(readProtobuf),
  };
}

function readValue(reader: BinaryReader, number: number, wireType: WireType): RawValue {
  if (wireType === WireType.Varint) return BigInt(reader.uint64());
  if (wireType === WireType.LengthDelimited) return reader.bytes();
  return reader.skip(wireType, number);
}

function unpack(value: RawValue): readonly bigint[] {
  if (typeof value === 'bigint') return [value];
  const packed = new BinaryReader(value);
  const integers: bigint[] = [];
  while (packed.pos < packed.len) integers.push(BigInt(packed.uint64()));
  return integers;
}

function toCount(value: bigint): number {
  const count = Number(value);
  if (!Number.isSafeInteger(count)) throw new RangeError('a length in it is too large');
  return count;
}

const textDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decodeText(bytes: Uint8Array): string | null {
  try {
    return textDecoder.decode(bytes);
  } catch {
    return null;
  }
}

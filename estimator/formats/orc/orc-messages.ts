import { type ProtobufMessage, readProtobuf } from './protobuf-message.js';

/** The messages of orc_proto.proto, as far as sizes and statistics need them: https://orc.apache.org/specification/ORCv1/ */
export interface OrcPostscript {
  readonly footerBytes: number;
  readonly metadataBytes: number;
  /** Number of a compression in `orc_proto.proto`. */
  readonly compression: number;
  readonly blockBytes: number;
  /** 0: before HIVE-8732, whose writers got the bounds of strings wrong. */
  readonly writerVersion: number;
}

export interface OrcFooter {
  readonly stripes: readonly OrcStripe[];
  readonly types: readonly OrcTypeMessage[];
  readonly rows: number;
  /** Rows to an entry of the row index; 0 without one. */
  readonly rowIndexStride: number;
  readonly isEncrypted: boolean;
}

export interface OrcStripe {
  readonly firstByte: number;
  readonly indexBytes: number;
  readonly dataBytes: number;
  readonly footerBytes: number;
  readonly rows: number;
}

export interface OrcTypeMessage {
  readonly kind: number;
  /** Columns of the file below this one. */
  readonly subtypes: readonly number[];
  readonly fieldNames: readonly string[];
  readonly length: number;
  readonly precision: number;
  readonly scale: number;
  /** Iceberg's number of the column. */
  readonly fieldId: number | null;
}

export interface OrcStream {
  readonly kind: number;
  readonly column: number;
  readonly bytes: number;
}

/** What a stripe or a file says about one column; the bounds of a type are in the field of its kind. */
export interface OrcStatistics {
  readonly values: number | null;
  readonly integers: Range<bigint>;
  readonly doubles: Range<number> & { readonly sum: number | null };
  readonly strings: Range<string>;
  /** Counts of false and true or, from most writers, of true only. */
  readonly trueValues: number | null;
  readonly decimals: Range<string>;
  readonly days: Range<bigint>;
  /** Milliseconds since 1970 of the written local time. */
  readonly utcMillis: Range<bigint>;
}

export interface Range<Value> {
  readonly minimum: Value | null;
  readonly maximum: Value | null;
}

export function decodePostscript(bytes: Uint8Array): OrcPostscript {
  const message = readProtobuf(bytes);
  return {
    footerBytes: message.count(1) ?? 0,
    compression: message.count(2) ?? 0,
    blockBytes: message.count(3) ?? defaultBlockBytes,
    metadataBytes: message.count(5) ?? 0,
    writerVersion: message.count(6) ?? 0,
  };
}

const defaultBlockBytes = 256 * 1024;

export function decodeFooter(bytes: Uint8Array): OrcFooter {
  const message = readProtobuf(bytes);
  return {
    stripes: message.messages(3).map(toStripe),
    types: message.messages(4).map(toType),
    rows: message.count(6) ?? 0,
    rowIndexStride: message.count(8) ?? 0,
    isEncrypted: message.message(10) !== null,
  };
}

/** Statistics of each column of each stripe. */
export function decodeMetadata(bytes: Uint8Array): readonly (readonly OrcStatistics[])[] {
  return readProtobuf(bytes)
    .messages(1)
    .map((stripe) => stripe.messages(1).map(toStatistics));
}

/** In the order in which they lie in the stripe, without gaps. */
export function decodeStripeFooter(bytes: Uint8Array): readonly OrcStream[] {
  return readProtobuf(bytes)
    .messages(1)
    .map((stream) => ({
      kind: stream.count(1) ?? 0,
      column: stream.count(2) ?? 0,
      bytes: stream.count(3) ?? 0,
    }));
}

function toStripe(message: ProtobufMessage): OrcStripe {
  return {
    firstByte: message.count(1) ?? 0,
    indexBytes: message.count(2) ?? 0,
    dataBytes: message.count(3) ?? 0,
    footerBytes: message.count(4) ?? 0,
    rows: message.count(5) ?? 0,
  };
}

function toType(message: ProtobufMessage): OrcTypeMessage {
  return {
    kind: message.count(1) ?? 0,
    subtypes: message.counts(2),
    fieldNames: message.texts(3),
    length: message.count(4) ?? 0,
    precision: message.count(5) ?? 0,
    scale: message.count(6) ?? 0,
    fieldId: fieldIdOf(message.messages(7)),
  };
}

function fieldIdOf(attributes: readonly ProtobufMessage[]): number | null {
  const value = attributes.find((attribute) => attribute.text(1) === 'iceberg.id')?.text(2) ?? '';
  return /^\d{1,9}$/.test(value) ? Number(value) : null;
}

function toStatistics(message: ProtobufMessage): OrcStatistics {
  const [integers, doubles, strings, decimals, days, timestamps] = [2, 3, 4, 6, 7, 9].map(message.message);
  return {
    values: message.count(1),
    integers: { minimum: integers?.signed(1) ?? null, maximum: integers?.signed(2) ?? null },
    doubles: {
      minimum: doubles?.double(1) ?? null,
      maximum: doubles?.double(2) ?? null,
      sum: doubles?.double(3) ?? null,
    },
    strings: { minimum: strings?.text(1) ?? null, maximum: strings?.text(2) ?? null },
    trueValues: message.message(5)?.counts(1)[0] ?? null,
    decimals: { minimum: decimals?.text(1) ?? null, maximum: decimals?.text(2) ?? null },
    days: { minimum: days?.signed(1) ?? null, maximum: days?.signed(2) ?? null },
    utcMillis: { minimum: timestamps?.signed(3) ?? null, maximum: timestamps?.signed(4) ?? null },
  };
}

import type { Type } from '../sql/type.js';

/** What a columnar object says about itself at its end: its columns, and where the bytes of each lie. */
export interface Footer {
  /** Bytes of the footer, without the magic and the length after it. */
  readonly footerBytes: number;
  readonly rows: number;
  /** Compressions of the chunks: `none`, `snappy`, ...; empty without chunks. */
  readonly codecs: readonly string[];
  /** Top-level columns, names in lower case. */
  readonly columns: readonly FooterColumn[];
  /**
   * Paths of the stored leaves: `a.b` inside structs; what lies inside an array or a map belongs to the leaf of the
   * array or map. Each chunk names one by its position here. Where structs are stored, they are among them.
   */
  readonly leaves: readonly string[];
  /** Iceberg's number of each of `leaves`; null where the file has none. */
  readonly fieldIds: readonly (number | null)[];
  readonly rowGroups: readonly FooterRowGroup[];
}

export interface FooterColumn {
  readonly name: string;
  readonly type: Type;
}

export interface FooterRowGroup {
  readonly rows: number;
  /** Where it ends if not with its last chunk: behind its own footer. */
  readonly endByte: number | null;
  readonly chunks: readonly FooterChunk[];
}

export interface FooterChunk {
  /** Position in `leaves`. */
  readonly leaf: number;
  /** Compressed bytes with page headers and dictionary. */
  readonly bytes: number;
  readonly firstByte: number;
  /** Null where absent or not usable: a NaN, an order that old writers got wrong, a text cut inside a character. */
  readonly minimum: BoundValue | null;
  readonly maximum: BoundValue | null;
  readonly nulls: number | null;
  /**
   * Whether something smaller inside the row group may show that single values are not in it: a dictionary, or ORC's
   * index of every 10,000 rows.
   */
  readonly hasDictionary: boolean;
  /** Null without a Bloom filter. */
  readonly bloomBytes: number | null;
}

/** A bound in the unit of its type: days for dates, microseconds for timestamps, unscaled integers for decimals. */
export type BoundValue = boolean | bigint | number | string;

/** A piece of an object that is at hand, or can be read. */
export interface ByteSource {
  readonly bytes: number;
  /** Exactly the bytes from `start` to `end`, exclusive. */
  readonly read: (start: number, end: number) => Uint8Array;
}

import type { ByteSource } from '../footer.js';
import type { Header } from '../storage-format.js';
import { columnsOfAvro } from './avro-type.js';

export const avroMagic = 'Obj\x01';

/** Headers hold the schema as JSON; a larger one is no table's. */
const largestHeaderBytes = 4 * 2 ** 20;

/** Reads the schema and the codec at the beginning of an Avro object container file. Throws `RangeError`. */
export function readAvroHeader(source: ByteSource): Header {
  const head = source.read(0, Math.min(source.bytes, largestHeaderBytes));
  if (!String.fromCharCode(...head.subarray(0, 4)).startsWith(avroMagic)) {
    throw new RangeError('it does not begin as an Avro file');
  }
  const metadata = new HeaderReader(head).readMap();
  const codec = metadata.get('avro.codec') ?? 'null';
  return {
    columns: columnsOfAvro(parseSchema(metadata.get('avro.schema') ?? '')),
    codec: codec === 'null' ? 'none' : codec === 'zstandard' ? 'zstd' : codec,
  };
}

function parseSchema(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RangeError('the schema of its Avro header is no JSON');
  }
}

class HeaderReader {
  private readonly bytes: Uint8Array;
  private at = avroMagic.length;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** Blocks of pairs, each block after its count (negative: its size in bytes follows), closed by a count of 0. */
  readMap(): ReadonlyMap<string, string> {
    const pairs = new Map<string, string>();
    for (let count = this.readLong(); count !== 0; count = this.readLong()) {
      if (count < 0) this.readLong();
      for (let pair = 0; pair < Math.abs(count); pair += 1) {
        const key = this.readText();
        pairs.set(key, this.readText());
      }
    }
    return pairs;
  }

  private readText(): string {
    const length = this.readLong();
    const end = this.at + length;
    if (length < 0 || end > this.bytes.length) throw new RangeError('its Avro header is cut off');
    const text = new TextDecoder().decode(this.bytes.subarray(this.at, end));
    this.at = end;
    return text;
  }

  /** A zigzag varint. */
  private readLong(): number {
    let value = 0;
    let factor = 1;
    for (let length = 1; length <= 7; length += 1) {
      const byte = this.bytes[this.at];
      if (byte === undefined) break;
      this.at += 1;
      value += (byte & 127) * factor;
      if (byte < 128) return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
      factor *= 128;
    }
    throw new RangeError('its Avro header is cut off');
  }
}

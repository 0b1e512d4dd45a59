import type { ByteSource } from '../footer.js';
import type { Header } from '../storage-format.js';
import { AvroReader } from './avro-reader.js';
import { columnsOfAvro } from './avro-type.js';

export const avroMagic = 'Obj\x01';

/** One read gets most headers. They hold the schema as JSON; one above the second size is no table's. */
const firstReadBytes = 64 * 1024;
const largestHeaderBytes = 4 * 2 ** 20;
const syncBytes = 16;

/** The parts of a header, and where the blocks of rows begin. */
export interface AvroPreamble {
  readonly schema: unknown;
  /** As in the report: `none`, `deflate`, ... */
  readonly codec: string;
  /** Stands after every block. */
  readonly sync: Uint8Array;
}

/** Reads the schema and the codec at the beginning of an Avro object container file. Throws `RangeError`. */
export function readAvroHeader(source: ByteSource): Header {
  const { schema, codec, sync } = readPreamble(source);
  const end = source.read(source.bytes - syncBytes, source.bytes);
  if (Buffer.compare(end, sync) !== 0) throw new RangeError('its last Avro block is cut off');
  return { columns: columnsOfAvro(schema), codec };
}

function readPreamble(source: ByteSource): AvroPreamble {
  const head = source.read(0, Math.min(source.bytes, firstReadBytes));
  try {
    return readAvroPreamble(new AvroReader(head));
  } catch (error) {
    if (source.bytes <= firstReadBytes) throw error;
    return readAvroPreamble(new AvroReader(source.read(0, Math.min(source.bytes, largestHeaderBytes))));
  }
}

/** Reads up to the first block. Throws `RangeError`. */
export function readAvroPreamble(reader: AvroReader): AvroPreamble {
  if (Buffer.from(reader.readFixed(avroMagic.length)).toString('latin1') !== avroMagic) {
    throw new RangeError('it does not begin as an Avro file');
  }
  const metadata = new Map<string, string>();
  reader.readItems(() => {
    const key = reader.readText();
    metadata.set(key, reader.readText());
  });
  const codec = metadata.get('avro.codec') ?? 'null';
  return {
    schema: parseSchema(metadata.get('avro.schema') ?? ''),
    codec: codec === 'null' ? 'none' : codec === 'zstandard' ? 'zstd' : codec,
    sync: reader.readFixed(syncBytes).slice(),
  };
}

function parseSchema(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RangeError('the schema of its Avro header is no JSON');
  }
}

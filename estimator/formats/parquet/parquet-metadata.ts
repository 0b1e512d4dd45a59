import { ThriftReader, thriftTypes } from './thrift-reader.js';

/** The parts of `FileMetaData` that an estimate needs: https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift */
export interface ParquetMetadata {
  readonly rows: number;
  readonly schema: readonly SchemaElement[];
  readonly rowGroups: readonly ParquetRowGroup[];
}

export interface SchemaElement {
  name: string;
  /** Physical type, null for groups. */
  type: number | null;
  repetition: number;
  children: number;
  convertedType: number | null;
  scale: number;
  precision: number;
  fieldId: number | null;
  logical: LogicalType | null;
}

interface LogicalType {
  /** Field number in the union `LogicalType`. */
  kind: number;
  /** Timestamps and times: 1 milli, 2 micro, 3 nanoseconds. */
  unit: number | null;
  bits: number | null;
  isSigned: boolean;
  scale: number;
  precision: number;
}

export interface ParquetRowGroup {
  rows: number;
  chunks: ParquetChunk[];
}

export interface ParquetChunk {
  codec: number;
  bytes: number;
  dataPageOffset: number;
  dictionaryPageOffset: number | null;
  encodings: number[];
  bloomOffset: number | null;
  bloomLength: number | null;
  statistics: ParquetStatistics | null;
  /** False where the metadata of an encrypted column is hidden. */
  isKnown: boolean;
}

export interface ParquetStatistics {
  oldMinimum: Uint8Array | null;
  oldMaximum: Uint8Array | null;
  minimum: Uint8Array | null;
  maximum: Uint8Array | null;
  nulls: number | null;
}

/** Decodes a footer. Throws `RangeError` where it is none. */
export function decodeParquetMetadata(bytes: Uint8Array): ParquetMetadata {
  const reader = new ThriftReader(bytes);
  const schema: SchemaElement[] = [];
  const rowGroups: ParquetRowGroup[] = [];
  let rows = 0;
  reader.readStruct((id, type) => {
    if (id === 2 && type === thriftTypes.list) reader.readList(() => schema.push(readElement(reader)));
    else if (id === 3) rows = reader.readInteger();
    else if (id === 4 && type === thriftTypes.list)
      reader.readList(() => rowGroups.push(readRowGroup(reader)));
    else return false;
    return true;
  });
  if (schema.length === 0) throw new RangeError('the footer has no schema');
  return { rows, schema, rowGroups };
}

function readElement(reader: ThriftReader): SchemaElement {
  const element: SchemaElement = {
    name: '',
    type: null,
    repetition: 0,
    children: 0,
    convertedType: null,
    scale: 0,
    precision: 0,
    fieldId: null,
    logical: null,
  };
  reader.readStruct((id, type) => {
    if (id === 1) element.type = reader.readInteger();
    else if (id === 3) element.repetition = reader.readInteger();
    else if (id === 4) element.name = reader.readText();
    else if (id === 5) element.children = reader.readInteger();
    else if (id === 6) element.convertedType = reader.readInteger();
    else if (id === 7) element.scale = reader.readInteger();
    else if (id === 8) element.precision = reader.readInteger();
    else if (id === 9) element.fieldId = reader.readInteger();
    else if (id === 10 && type === thriftTypes.struct) element.logical = readLogicalType(reader);
    else return false;
    return true;
  });
  return element;
}

function readLogicalType(reader: ThriftReader): LogicalType | null {
  let logical: LogicalType | null = null;
  reader.readStruct((kind, type) => {
    if (type !== thriftTypes.struct) return false;
    const found: LogicalType = { kind, unit: null, bits: null, isSigned: true, scale: 0, precision: 0 };
    logical = found;
    reader.readStruct((id, fieldType) => readLogicalField(reader, found, id, fieldType));
    return true;
  });
  return logical;
}

/** Decimal: 1 scale, 2 precision. Time and timestamp: 1 adjusted to UTC, 2 unit. Integer: 1 bits, 2 signed. */
function readLogicalField(reader: ThriftReader, logical: LogicalType, id: number, type: number): boolean {
  if (id === 1 && type === thriftTypes.byte) logical.bits = reader.readSignedByte();
  else if (id === 1 && type === thriftTypes.i32) logical.scale = reader.readInteger();
  else if (id === 2 && type === thriftTypes.i32) logical.precision = reader.readInteger();
  else if (id === 2 && type === thriftTypes.false) logical.isSigned = false;
  else if (id === 2 && type === thriftTypes.struct) {
    reader.readStruct((unit) => {
      logical.unit = unit;
      return false;
    });
  } else return false;
  return true;
}

function readRowGroup(reader: ThriftReader): ParquetRowGroup {
  const rowGroup: ParquetRowGroup = { rows: 0, chunks: [] };
  reader.readStruct((id, type) => {
    if (id === 1 && type === thriftTypes.list) reader.readList(() => rowGroup.chunks.push(readChunk(reader)));
    else if (id === 3) rowGroup.rows = reader.readInteger();
    else return false;
    return true;
  });
  return rowGroup;
}

function readChunk(reader: ThriftReader): ParquetChunk {
  const chunk: ParquetChunk = {
    codec: 0,
    bytes: 0,
    dataPageOffset: 0,
    dictionaryPageOffset: null,
    encodings: [],
    bloomOffset: null,
    bloomLength: null,
    statistics: null,
    isKnown: false,
  };
  reader.readStruct((id, type) => {
    if (id !== 3 || type !== thriftTypes.struct) return false;
    chunk.isKnown = true;
    reader.readStruct((field, fieldType) => readChunkField(reader, chunk, field, fieldType));
    return true;
  });
  return chunk;
}

function readChunkField(reader: ThriftReader, chunk: ParquetChunk, id: number, type: number): boolean {
  if (id === 2 && type === thriftTypes.list)
    reader.readList(() => chunk.encodings.push(reader.readInteger()));
  else if (id === 4) chunk.codec = reader.readInteger();
  else if (id === 7) chunk.bytes = reader.readInteger();
  else if (id === 9) chunk.dataPageOffset = reader.readInteger();
  else if (id === 11) chunk.dictionaryPageOffset = reader.readInteger();
  else if (id === 12 && type === thriftTypes.struct) chunk.statistics = readStatistics(reader);
  else if (id === 14) chunk.bloomOffset = reader.readInteger();
  else if (id === 15) chunk.bloomLength = reader.readInteger();
  else return false;
  return true;
}

function readStatistics(reader: ThriftReader): ParquetStatistics {
  const statistics: ParquetStatistics = {
    oldMinimum: null,
    oldMaximum: null,
    minimum: null,
    maximum: null,
    nulls: null,
  };
  reader.readStruct((id) => {
    if (id === 1) statistics.oldMaximum = reader.readBinary();
    else if (id === 2) statistics.oldMinimum = reader.readBinary();
    else if (id === 3) statistics.nulls = reader.readInteger();
    else if (id === 5) statistics.maximum = reader.readBinary();
    else if (id === 6) statistics.minimum = reader.readBinary();
    else return false;
    return true;
  });
  return statistics;
}

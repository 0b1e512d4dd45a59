/** Types of Thrift's compact protocol: https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md */
export const thriftTypes = {
  true: 1,
  false: 2,
  byte: 3,
  i16: 4,
  i32: 5,
  i64: 6,
  double: 7,
  binary: 8,
  list: 9,
  set: 10,
  map: 11,
  struct: 12,
} as const;

/** Deeper than any footer; a corrupt one must not exhaust the stack. */
const deepestNesting = 64;

/** A cursor over a Thrift structure in memory. Throws `RangeError` where the bytes are none. */
export class ThriftReader {
  private readonly bytes: Uint8Array;
  private at: number;

  constructor(bytes: Uint8Array, start = 0) {
    this.bytes = bytes;
    this.at = start;
  }

  /** Calls `onField` for each field; a field that it does not take (returns false) is skipped. */
  readStruct(onField: (id: number, type: number) => boolean): void {
    let id = 0;
    for (;;) {
      const header = this.readByte();
      if (header === 0) return;
      const type = header & 15;
      const step = header >> 4;
      id = step === 0 ? this.readInteger() : id + step;
      const start = this.at;
      if (!onField(id, type)) {
        this.at = start;
        this.skip(type, 0);
      }
    }
  }

  /** Calls `onElement` once for each element, which has to read it. */
  readList(onElement: (index: number) => void): void {
    const { size } = this.readListHeader();
    for (let index = 0; index < size; index += 1) onElement(index);
  }

  /** A zigzag varint. Footers hold no integer beyond 2^53 but statistics, which are binary. */
  readInteger(): number {
    const encoded = this.readVarint();
    return encoded % 2 === 0 ? encoded / 2 : -(encoded + 1) / 2;
  }

  readSignedByte(): number {
    return (this.readByte() << 24) >> 24;
  }

  readBinary(): Uint8Array {
    const length = this.readVarint();
    const end = this.at + length;
    if (end > this.bytes.length) throw new RangeError('a text ends after the footer');
    const slice = this.bytes.subarray(this.at, end);
    this.at = end;
    return slice;
  }

  readText(): string {
    return textDecoder.decode(this.readBinary());
  }

  private readByte(): number {
    const byte = this.bytes[this.at];
    if (byte === undefined) throw new RangeError('the footer ends inside a structure');
    this.at += 1;
    return byte;
  }

  private readVarint(): number {
    let value = 0;
    let factor = 1;
    for (let length = 1; length <= 10; length += 1) {
      const byte = this.readByte();
      value += (byte & 127) * factor;
      if (byte < 128) {
        if (!Number.isSafeInteger(value)) throw new RangeError('a number of the footer is too large');
        return value;
      }
      factor *= 128;
    }
    throw new RangeError('a number of the footer does not end');
  }

  private readListHeader(): { readonly size: number; readonly type: number } {
    const header = this.readByte();
    const short = header >> 4;
    const size = short === 15 ? this.readVarint() : short;
    if (size > this.bytes.length - this.at) throw new RangeError('a list is longer than the footer');
    return { size, type: header & 15 };
  }

  private skip(type: number, depth: number): void {
    if (depth > deepestNesting)
      throw new RangeError(`structures are nested more than ${deepestNesting} levels deep`);
    if (type === thriftTypes.true || type === thriftTypes.false) return;
    if (type === thriftTypes.byte) this.readByte();
    else if (type === thriftTypes.i16 || type === thriftTypes.i32 || type === thriftTypes.i64)
      this.skipVarint();
    else if (type === thriftTypes.double) this.skipBytes(8);
    else if (type === thriftTypes.binary) this.readBinary();
    else if (type === thriftTypes.list || type === thriftTypes.set) this.skipList(depth);
    else if (type === thriftTypes.struct) this.skipStruct(depth);
    else throw new RangeError(`a field has the unknown type ${type}`);
  }

  private skipVarint(): void {
    for (let length = 1; length <= 10; length += 1) if (this.readByte() < 128) return;
    throw new RangeError('a number of the footer does not end');
  }

  private skipBytes(count: number): void {
    this.at += count;
    if (this.at > this.bytes.length) throw new RangeError('the footer ends inside a structure');
  }

  private skipList(depth: number): void {
    const { size, type } = this.readListHeader();
    const isBoolean = type === thriftTypes.true || type === thriftTypes.false;
    for (let index = 0; index < size; index += 1) {
      if (isBoolean) this.readByte();
      else this.skip(type, depth + 1);
    }
  }

  private skipStruct(depth: number): void {
    for (;;) {
      const header = this.readByte();
      if (header === 0) return;
      if (header >> 4 === 0) this.skipVarint();
      this.skip(header & 15, depth + 1);
    }
  }
}

const textDecoder = new TextDecoder();

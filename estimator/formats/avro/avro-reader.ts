/**
 * Reads Avro's binary encoding piece by piece (https://avro.apache.org/docs/1.12.0/specification/#binary-encoding).
 * Throws `RangeError` where the bytes end before the value.
 */
export class AvroReader {
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private at: number;

  constructor(bytes: Uint8Array, start = 0) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = start;
  }

  atEnd(): boolean {
    return this.at >= this.bytes.length;
  }

  readBoolean(): boolean {
    return this.readFixed(1)[0] === 1;
  }

  /** A zigzag varint of up to 64 bits. */
  readLong(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.bytes[this.at];
      if (byte === undefined) break;
      this.at += 1;
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return BigInt.asIntN(64, (value >> 1n) ^ -(value & 1n));
    }
    throw cutOff();
  }

  /** A long that counts or numbers something. */
  readNumber(): number {
    const value = Number(this.readLong());
    if (!Number.isSafeInteger(value)) throw cutOff();
    return value;
  }

  readFloat(): number {
    this.at += 4;
    if (this.at > this.bytes.length) throw cutOff();
    return this.view.getFloat32(this.at - 4, true);
  }

  readDouble(): number {
    this.at += 8;
    if (this.at > this.bytes.length) throw cutOff();
    return this.view.getFloat64(this.at - 8, true);
  }

  readFixed(length: number): Uint8Array {
    const end = this.at + length;
    if (length < 0 || end > this.bytes.length) throw cutOff();
    const piece = this.bytes.subarray(this.at, end);
    this.at = end;
    return piece;
  }

  readBytes(): Uint8Array {
    return this.readFixed(this.readNumber());
  }

  readText(): string {
    return textDecoder.decode(this.readBytes());
  }

  /** Items of an array or a map, in blocks with a count each (negative: the block's size in bytes follows). */
  readItems(readItem: () => void): void {
    for (let count = this.readNumber(); count !== 0; count = this.readNumber()) {
      if (count < 0) this.readNumber();
      for (let item = Math.abs(count); item > 0; item -= 1) {
        const before = this.at;
        readItem();
        if (this.at === before && item > mostEmptyItems) throw cutOff();
      }
    }
  }
}

/** Items that take no bytes can be claimed without end. */
const mostEmptyItems = 1000;

const textDecoder = new TextDecoder();

function cutOff(): RangeError {
  return new RangeError('its Avro is cut off or damaged');
}

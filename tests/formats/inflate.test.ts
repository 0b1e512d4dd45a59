import { deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import {
  type Inflate,
  inflateDeflate,
  inflateLz4,
  inflateSnappy,
  inflateZstd,
} from '../../estimator/formats/inflate.js';

/** A zstd frame of blocks that each stand for 128 KiB of one byte. */
function zstdBomb(blocks: number): Buffer {
  const size = 128 * 1024;
  const header = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58]);
  const block = (isLast: boolean): Buffer => {
    const bits = (size << 3) | (1 << 1) | (isLast ? 1 : 0);
    return Buffer.from([bits & 255, (bits >> 8) & 255, bits >> 16, 0x61]);
  };
  return Buffer.concat([
    header,
    ...Array.from({ length: blocks }, (_, index) => block(index === blocks - 1)),
  ]);
}

test.each<[string, Inflate, Uint8Array]>([
  ['deflate', inflateDeflate, deflateRawSync(Buffer.alloc(2 ** 20))],
  ['snappy', inflateSnappy, Buffer.from([0xff, 0xff, 0xff, 0xff, 0x0f, 0, 0])],
  [
    'lz4',
    inflateLz4,
    Buffer.concat([Buffer.from([0x1f, 0x61, 1, 0]), Buffer.alloc(5000, 255), Buffer.from([0])]),
  ],
  ['lz4 that is cut off', inflateLz4, Buffer.from('5062636465', 'hex')],
  ['zstd', inflateZstd, zstdBomb(100)],
  ['zstd that asks for a huge window', inflateZstd, Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0xff, 1, 0, 0])],
])('%s is an error', (_, inflate, piece) => {
  expect(() => inflate(piece, 65_536)).toThrow(Error);
});

test.each<[string, Inflate, string, string]>([
  ['snappy', inflateSnappy, '05106162636465', 'abcde'],
  ['lz4: a match that overlaps itself', inflateLz4, '126101004062636465', 'aaaaaaabcde'],
  ['zstd: one block as it is', inflateZstd, '28b52ffd20052900006162636465', 'abcde'],
  ['zstd: one byte again and again', inflateZstd, '28b52ffd00581b000061', 'aaa'],
])('%s', (_, inflate, hex, text) => {
  expect(Buffer.from(inflate(Buffer.from(hex, 'hex'), 1000)).toString()).toBe(text);
});

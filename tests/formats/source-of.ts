import type { ByteSource } from '../../estimator/formats/footer.js';

/** Bytes in memory as an object that can be read in pieces. */
export function sourceOf(bytes: Uint8Array): ByteSource {
  return { bytes: bytes.length, read: (start, end) => bytes.slice(start, end) };
}

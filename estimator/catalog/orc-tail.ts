import { objectOverhead, trinoReaders } from './trino-bytes.js';

/**
 * What Athena reads of ORC besides streams. Unlike Parquet's, ORC's footers count: count(*) of 2 M rows in 143.8 MB was
 * shown as 5.56 KB (docs/scoreboard.md, CV03). Whether that is the tail of one file or of several is not known, so the
 * tail itself is the likely figure and what stock Trino reads of it, once for each split, the most.
 */
export const orcTail = {
  /** SQL over columns `bytes` and `footer_bytes` of the relation of objects. */
  likelyBytes: 'coalesce(footer_bytes, 0)',
  highBytes: `CASE WHEN bytes <= ${trinoReaders.orc.tailBytes} THEN bytes
    ELSE ${objectOverhead({ ...trinoReaders.orc, smallObjectBytes: 0 }, 'high')} END`,
};

/** Of a stripe footer: eight kinds of streams for each column, each with its length in a few bytes, and an encoding. */
const mostFooterBytesPerLeaf = 200;

/** The most that the footers of stripes take, which are read before any stream of them. */
export function mostStripeFooterBytes(stripes: number, leaves: number): number {
  return stripes * mostFooterBytesPerLeaf * (1 + leaves);
}

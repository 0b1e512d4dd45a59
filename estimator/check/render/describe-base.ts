import { countOf } from '../../count-of.js';
import { formatBytes } from '../../render/format-bytes.js';
import { formatInterval } from '../../render/format-interval.js';
import { formatUsd } from '../../render/format-usd.js';
import type { BaseComparison, Change, ChangedFigures, FileChange } from '../base/base-comparison.js';

/** `origin/main (1a2b3c4), catalog prod: +2 GB, +$0.0091 a run, +$0.27 a month`. */
export function describeBase({ name, catalog, total }: BaseComparison): string {
  const from = catalog === null ? 'catalog not known' : `catalog ${catalog}`;
  return `${name}, ${from}: ${describeDelta(total)}`;
}

/** The difference in bytes, in dollars a run, and in dollars a month where that is known. */
export function describeDelta({ bytesScanned, usd, usdPerMonth }: ChangedFigures): string {
  const month = usdPerMonth === undefined ? '' : `, ${formatInterval(usdPerMonth.delta, signedUsd)} a month`;
  return `${formatInterval(bytesScanned.delta, signedBytes)}, ${formatInterval(usd.delta, signedUsd)} a run${month}`;
}

/** `1 GB -> 3 GB`; one side where there is no other. */
export function describeSides({ base, head }: Change, format: (figure: number) => string): string {
  const sides = [base, head].filter((side) => side !== null);
  return sides.map((side) => formatInterval(side, format)).join(' -> ');
}

/** The name of a changed file, with where it was. */
export function nameChange({ file, baseFile }: FileChange): string {
  return baseFile === undefined ? file : `${baseFile} -> ${file}`;
}

/** `3 files unchanged.` */
export function describeUnchanged({ unchanged, notCompared }: BaseComparison): string {
  const missing = notCompared === 0 ? '' : `, ${notCompared} not known on one side or both and in no sum`;
  return `${countOf(unchanged, 'file')} unchanged${missing}.`;
}

function signedBytes(bytes: number): string {
  return `${signOf(bytes)}${formatBytes(Math.abs(bytes))}`;
}

function signedUsd(usd: number): string {
  return `${signOf(usd)}${formatUsd(Math.abs(usd))}`;
}

function signOf(figure: number): string {
  if (figure === 0) return '';
  return figure < 0 ? '-' : '+';
}

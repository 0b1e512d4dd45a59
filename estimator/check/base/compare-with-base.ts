import { exactly } from '../../pricing/interval.js';
import type { Interval, Price, Report } from '../../report.js';
import type { FileSummary } from '../check-report.js';
import { sumOfIntervals } from '../sum-of-intervals.js';
import type { Base, BaseFile } from './base.js';
import type { BaseComparison, ChangedFigures, FileChange } from './base-comparison.js';
import { changeOfRuns, changeOfSameRun } from './interval-change.js';
import { type FilePair, pairFiles } from './pair-files.js';

export interface HeadOfComparison {
  readonly files: readonly FileSummary[];
  readonly catalog: string;
  readonly price: Price;
  readonly engine: Report['engine'];
}

/** Holds the files of a check beside those of its base. */
export function compareWithBase(head: HeadOfComparison, base: Base): BaseComparison {
  const pairs = pairFiles(head.files, base);
  const changed = pairs.filter((pair) => !isUnchanged(pair));
  const figures = (pair: FilePair): ChangedFigures =>
    changedFigures(pair, isSamePrice(head.price, base.price));
  const changes = changed.map((pair) => changeOf(pair, figures(pair))).filter((change) => change !== null);
  const isKnown = ({ bytesScanned, usd }: ChangedFigures): boolean =>
    bytesScanned.delta.likely !== null && usd.delta.likely !== null;
  return {
    name: base.name,
    catalog: base.catalog,
    differences: differencesOf(head, base),
    changes: [...changes].sort(byRise),
    unchanged: pairs.length - changed.length,
    total: totalChange(pairs, figures),
    notCompared: changes.filter((change) => !isKnown(change)).length,
  };
}

function isUnchanged({ head, base }: FilePair): boolean {
  if (head === null || base === null || head.file !== base.file) return false;
  return (base.sha256 === null || base.sha256 === head.sha256) && figuresOf(head) === figuresOf(base);
}

function figuresOf({ bytesScanned, usd, usdPerMonth }: BaseFile | FileSummary): string {
  return [bytesScanned, usd, usdPerMonth].map(textOf).join();
}

function textOf(figure: Interval | null): string {
  return JSON.stringify(figure === null ? null : [figure.low, figure.likely, figure.high]);
}

function changeOf({ head, base }: FilePair, figures: ChangedFigures): FileChange | null {
  if (head === null) {
    return base === null ? null : { status: 'removed', file: base.file, isSameText: null, ...figures };
  }
  if (base === null) return { status: 'added', file: head.file, isSameText: null, ...figures };
  const isSameText = base.sha256 === null ? null : base.sha256 === head.sha256;
  if (head.file === base.file) return { status: 'changed', file: head.file, isSameText, ...figures };
  return { status: 'renamed', file: head.file, baseFile: base.file, isSameText, ...figures };
}

/**
 * Where the SQL is the same and so are the bytes, one run stands for both sides: the width of their ranges is no
 * difference, and a size that is not known is the same one.
 */
function changedFigures({ head, base }: FilePair, isSamePrice: boolean): ChangedFigures {
  const isSame = isSameRun({ head, base });
  const change = isSame ? changeOfSameRun : changeOfRuns;
  const bytesScanned = change(base?.bytesScanned ?? null, head?.bytesScanned ?? null, 'bytes');
  const usd = change(base?.usd ?? null, head?.usd ?? null, 'usd');
  const isMonthKnown = head?.usdPerMonth !== null && base?.usdPerMonth !== null;
  return {
    bytesScanned: isSame ? { ...bytesScanned, delta: exactly(0) } : bytesScanned,
    usd: isSame && isSamePrice ? { ...usd, delta: exactly(0) } : usd,
    ...(isMonthKnown
      ? { usdPerMonth: change(base?.usdPerMonth ?? null, head?.usdPerMonth ?? null, 'usd') }
      : {}),
  };
}

function isSameRun({ head, base }: FilePair): boolean {
  if (head === null || base === null) return false;
  const isSameSql = head.sqlSha256 !== undefined && head.sqlSha256 === base.sqlSha256;
  return isSameSql && textOf(head.bytesScanned) === textOf(base.bytesScanned);
}

function isSamePrice(price: Price, before: Base['price']): boolean {
  return price.usdPerTerabyte === before.usdPerTerabyte && price.bytesPerTerabyte === before.bytesPerTerabyte;
}

function byRise(left: FileChange, right: FileChange): number {
  const [here, there] = [riseOf(left), riseOf(right)];
  return here === there ? 0 : there - here;
}

/** Unknown rises come first, as somebody should look at them. */
function riseOf({ usd }: FileChange): number {
  return usd.delta.likely ?? Number.POSITIVE_INFINITY;
}

/** The sums of both sides over the files that are known; what did not change does not widen the difference. */
function totalChange(
  pairs: readonly FilePair[],
  figures: (pair: FilePair) => ChangedFigures,
): ChangedFigures {
  const known = pairs.filter(({ head, base }) =>
    [head, base].every(
      (side) => side === null || (side.bytesScanned.likely !== null && side.usd.likely !== null),
    ),
  );
  const sides = {
    head: known.map(({ head }) => head).filter((side) => side !== null),
    base: known.map(({ base }) => base).filter((side) => side !== null),
  };
  const deltas = known.filter((pair) => !isUnchanged(pair)).map(figures);
  const months = [...sides.head, ...sides.base].map(({ usdPerMonth }) => usdPerMonth);
  return {
    bytesScanned: {
      base: sumOfIntervals(
        sides.base.map(({ bytesScanned }) => bytesScanned),
        'bytes',
      ),
      head: sumOfIntervals(
        sides.head.map(({ bytesScanned }) => bytesScanned),
        'bytes',
      ),
      delta: sumOfIntervals(
        deltas.map(({ bytesScanned }) => bytesScanned.delta),
        'bytes',
      ),
    },
    usd: {
      base: sumOfIntervals(
        sides.base.map(({ usd }) => usd),
        'usd',
      ),
      head: sumOfIntervals(
        sides.head.map(({ usd }) => usd),
        'usd',
      ),
      delta: sumOfIntervals(
        deltas.map(({ usd }) => usd.delta),
        'usd',
      ),
    },
    ...(months.every((month) => month !== null)
      ? {
          usdPerMonth: {
            base: sumOfIntervals(
              sides.base.flatMap(({ usdPerMonth }) => usdPerMonth ?? []),
              'usd',
            ),
            head: sumOfIntervals(
              sides.head.flatMap(({ usdPerMonth }) => usdPerMonth ?? []),
              'usd',
            ),
            delta: sumOfIntervals(
              deltas.flatMap(({ usdPerMonth }) => usdPerMonth?.delta ?? []),
              'usd',
            ),
          },
        }
      : {}),
  };
}

function differencesOf(head: HeadOfComparison, base: Base): readonly string[] {
  const pairs: readonly [string, string | null, string][] = [
    ['catalog', base.catalog, head.catalog],
    ['region', base.price.region, head.price.region],
    ['dollars a terabyte', String(base.price.usdPerTerabyte), String(head.price.usdPerTerabyte)],
    ['bytes in a terabyte', String(base.price.bytesPerTerabyte), String(head.price.bytesPerTerabyte)],
    ['engine', base.engine, head.engine],
  ];
  return pairs
    .filter(([, before, now]) => before !== now)
    .map(([name, before, now]) => `${name}: ${before ?? 'not known'} in the base, ${now} now`);
}

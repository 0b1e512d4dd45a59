import type { Price, Report } from '../../report.js';
import type { FileSummary } from '../check-report.js';
import { sumOfIntervals } from '../sum-of-intervals.js';
import type { Base, BaseFile } from './base.js';
import type { BaseComparison, ChangedFigures, FileChange } from './base-comparison.js';
import { changeOfBytes, changeOfUsd } from './interval-change.js';
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
  const changes = changed.map(changeOf).filter((change) => change !== null);
  const isKnown = ({ bytesScanned, usd }: ChangedFigures): boolean =>
    bytesScanned.delta.likely !== null && usd.delta.likely !== null;
  return {
    name: base.name,
    catalog: base.catalog,
    differences: differencesOf(head, base),
    changes: [...changes].sort(byRise),
    unchanged: pairs.length - changed.length,
    total: totalChange(pairs),
    notCompared: changes.filter((change) => !isKnown(change)).length,
  };
}

function isUnchanged({ head, base }: FilePair): boolean {
  if (head === null || base === null || head.file !== base.file) return false;
  return (base.sha256 === null || base.sha256 === head.sha256) && figuresOf(head) === figuresOf(base);
}

function figuresOf({ bytesScanned, usd, usdPerMonth }: BaseFile | FileSummary): string {
  const sides = [bytesScanned, usd, usdPerMonth].map((figure) =>
    figure === null ? null : [figure.low, figure.likely, figure.high],
  );
  return JSON.stringify(sides);
}

function changeOf({ head, base }: FilePair): FileChange | null {
  const figures = changedFigures(head, base);
  if (head === null) {
    return base === null ? null : { status: 'removed', file: base.file, isSameText: null, ...figures };
  }
  if (base === null) return { status: 'added', file: head.file, isSameText: null, ...figures };
  const isSameText = base.sha256 === null ? null : base.sha256 === head.sha256;
  if (head.file === base.file) return { status: 'changed', file: head.file, isSameText, ...figures };
  return { status: 'renamed', file: head.file, baseFile: base.file, isSameText, ...figures };
}

type Figures = Pick<BaseFile, 'bytesScanned' | 'usd' | 'usdPerMonth'>;

function changedFigures(head: Figures | null, base: Figures | null): ChangedFigures {
  const isMonthKnown = head?.usdPerMonth !== null && base?.usdPerMonth !== null;
  return {
    bytesScanned: changeOfBytes(base?.bytesScanned ?? null, head?.bytesScanned ?? null),
    usd: changeOfUsd(base?.usd ?? null, head?.usd ?? null),
    ...(isMonthKnown
      ? { usdPerMonth: changeOfUsd(base?.usdPerMonth ?? null, head?.usdPerMonth ?? null) }
      : {}),
  };
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
function totalChange(pairs: readonly FilePair[]): ChangedFigures {
  const known = pairs.filter(({ head, base }) =>
    [head, base].every(
      (side) => side === null || (side.bytesScanned.likely !== null && side.usd.likely !== null),
    ),
  );
  const sides = {
    head: known.map(({ head }) => head).filter((side) => side !== null),
    base: known.map(({ base }) => base).filter((side) => side !== null),
  };
  const deltas = known
    .filter((pair) => !isUnchanged(pair))
    .map(({ head, base }) => changedFigures(head, base));
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

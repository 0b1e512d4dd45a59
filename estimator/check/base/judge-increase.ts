import { countOf } from '../../count-of.js';
import { formatBytes, formatWholeNumber } from '../../render/format-bytes.js';
import { formatUsd } from '../../render/format-usd.js';
import { formatAmount } from '../amount.js';
import type { Finding } from '../check-report.js';
import type { CheckSettings, Increase } from '../check-settings.js';
import { unknownLevels } from '../unknown-levels.js';
import type { BaseComparison, ChangedFigures } from './base-comparison.js';

/**
 * What grew too much, by the likely figures: files that the base has too, and everything together, which is where
 * new files count. What is not known now goes by the policy for unknowns; a base that is not known can only warn, as
 * whoever makes a figure known must not be refused for it.
 */
export function judgeIncrease(
  { name, changes, total, notCompared }: BaseComparison,
  { increase, unknown }: CheckSettings,
): readonly Finding[] {
  if (increase === null) return [];
  const ofFiles = changes
    .filter(({ status }) => status === 'changed' || status === 'renamed')
    .map((change) => judge(change, increase, name, change.file, unknown));
  const ofTotal = judge(total, increase, name, null, unknown);
  const missing =
    notCompared === 0
      ? null
      : finding(
          unknownLevels[unknown],
          `${countOf(notCompared, 'changed file')} ${notCompared === 1 ? 'is' : 'are'} not in the comparison with ${name}: the size before or now is not known.`,
          null,
          null,
        );
  return [...ofFiles, ofTotal, missing].filter((each) => each !== null);
}

function judge(
  figures: ChangedFigures,
  increase: Increase,
  name: string,
  file: string | null,
  unknown: CheckSettings['unknown'],
): Finding | null {
  const unit = increase.absolute?.unit ?? 'bytes';
  const { base, head, delta } = unit === 'usd' ? figures.usd : figures.bytesScanned;
  const before = base?.likely ?? null;
  const now = head?.likely ?? null;
  if (before === null || now === null || delta.likely === null) {
    const level = now === null ? unknownLevels[unknown] : unknown === 'allow' ? 'note' : 'warn';
    const side = now === null ? 'Its size now' : 'Its size in the base';
    return finding(
      level,
      `Whether it grew too much against ${name} is not known: ${side} is not.`,
      file,
      null,
    );
  }
  if (!isTooMuch(before, delta.likely, increase)) return null;
  const format = unit === 'usd' ? formatUsd : formatBytes;
  const percent =
    before === 0 ? '' : `, by ${formatWholeNumber(Math.round((delta.likely / before) * 100))} %`;
  const subject = file === null ? 'Everything together grew' : 'This file grew';
  const message = `${subject} from ${format(before)} to ${format(now)}${percent}: over the limit of ${allowed(increase)} against ${name}.`;
  return finding('fail', message, file, figures.bytesScanned.delta.likely);
}

function isTooMuch(before: number, rise: number, { percent, absolute }: Increase): boolean {
  if (rise <= 0) return false;
  const isOverPercent = percent === null || rise * 100 > before * percent;
  return isOverPercent && (absolute === null || rise > absolute.value);
}

function allowed({ percent, absolute }: Increase): string {
  const parts = [percent === null ? null : `${percent} %`, absolute === null ? null : formatAmount(absolute)];
  return parts.filter((part) => part !== null).join(' and ');
}

function finding(
  level: Finding['level'],
  message: string,
  file: string | null,
  bytes: number | null,
): Finding {
  return { rule: 'increase', level, message, file, line: null, column: null, bytes };
}

import type { FindingLevel } from './check-report.js';
import type { UnknownPolicy } from './check-settings.js';

/** What is not known is told in every case; the policy says how loud. */
export const unknownLevels: Readonly<Record<UnknownPolicy, FindingLevel>> = {
  allow: 'note',
  warn: 'warn',
  fail: 'fail',
};

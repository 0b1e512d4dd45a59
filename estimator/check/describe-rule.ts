import { errorMeanings } from '../error-meanings.js';
import { isErrorCode } from '../errors.js';

const gateRules: Readonly<Record<string, string>> = {
  budget: 'What is likely scanned or billed is over a limit of the configuration or of --budget.',
  increase: 'What is scanned or billed grew more against the base than the configuration lets pass.',
  unknown: 'How much a statement scans is not known, so no limit can be held against it.',
};

/** What a rule of the gate, or the code of an error, means. */
export function describeRule(rule: string): string {
  return gateRules[rule] ?? (isErrorCode(rule) ? errorMeanings[rule] : `Finding ${rule} of the gate.`);
}

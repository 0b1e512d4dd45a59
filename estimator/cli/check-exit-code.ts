import type { CheckReport, Verdict } from '../check/check-report.js';
import type { FailOn } from '../check/check-settings.js';
import { type ExitCode, exitCode } from './exit-code.js';

const gates: Readonly<Record<FailOn, readonly Verdict[]>> = {
  never: [],
  fail: ['fail'],
  warn: ['fail', 'warn'],
};

/** What could not be estimated is never a pass, whatever the gate lets through. */
export function checkExitCode({ check }: CheckReport, failOn: FailOn): ExitCode {
  if (check.verdict === 'error') return exitCode.failed;
  return gates[failOn].includes(check.verdict) ? exitCode.refused : exitCode.done;
}

import { formatLocation } from '../render/format-location.js';
import { printable } from '../render/printable.js';
import type { StatementReport } from '../report.js';
import { writeComplaint } from './standard-streams.js';

/** Repeats the errors of a report on standard error, each kind once at a place, unless the same terminal has just shown them. */
export function writeErrors(statements: readonly StatementReport[], isShownAsText: boolean): void {
  if (isShownAsText && process.stdout.isTTY && process.stderr.isTTY) return;
  const complaints = new Map<string, string>();
  for (const { source, errors } of statements) {
    for (const { code, message, line, column } of errors) {
      const place = formatLocation(source.file, line, column);
      const fault = `${place} ${code}`;
      if (!complaints.has(fault)) {
        complaints.set(fault, `${place === '' ? '' : `${place}: `}${printable(message)} [${code}]`);
      }
    }
  }
  for (const complaint of complaints.values()) writeComplaint(complaint);
}

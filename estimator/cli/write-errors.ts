import { formatLocation } from '../render/format-location.js';
import type { StatementReport } from '../report.js';
import { writeComplaint } from './standard-streams.js';

/** Repeats each error of a report once on standard error, unless the same terminal has just shown them. */
export function writeErrors(statements: readonly StatementReport[], isShownAsText: boolean): void {
  if (isShownAsText && process.stdout.isTTY && process.stderr.isTTY) return;
  for (const complaint of new Set(statements.flatMap(complaintsOf))) writeComplaint(complaint);
}

function complaintsOf({ source, errors }: StatementReport): readonly string[] {
  return errors.map(({ code, message, line, column }) => {
    const place = formatLocation(source.file, line, column);
    return `${place === '' ? '' : `${place}: `}${message} [${code}]`;
  });
}

import { formatLocation } from '../render/format-location.js';
import type { OutputFormat } from '../render/registry.js';
import type { StatementReport } from '../report.js';
import { writeComplaint } from './standard-streams.js';

/** Repeats the errors of a report on standard error, unless the same terminal has just shown them. */
export function writeErrors(statements: readonly StatementReport[], format: OutputFormat): void {
  if (format === 'text' && process.stdout.isTTY && process.stderr.isTTY) return;
  for (const { source, errors } of statements) {
    for (const { code, message, line, column } of errors) {
      const place = formatLocation(source.file, line, column);
      writeComplaint(`${place === '' ? '' : `${place}: `}${message} [${code}]`);
    }
  }
}

import { DryRunError } from '../errors.js';
import { printableLines } from '../render/printable.js';
import { tool } from '../tool.js';
import { exitCode } from './exit-code.js';

/** A reader that closes early (`| head`) ends the output, without a complaint; a full disk is a failure. */
export function silenceClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit();
      if (stream === process.stdout) writeComplaint(`The result cannot be written: ${error.message}.`);
      process.exit(exitCode.failed);
    });
  }
}

/** Results, and nothing else, go to standard output. */
export function writeResult(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Everything that is no result goes to standard error. */
export function writeComplaint(text: string): void {
  process.stderr.write(`${tool.name}: ${printableLines(text).join('\n')}\n`);
}

/** Says why the work could not be done; `place` is where, if it is in a text of the user. */
export function reportFailure(error: unknown, place: string | null = null): void {
  if (error instanceof DryRunError) {
    writeComplaint(`${place === null ? '' : `${place}: `}${error.message} [${error.code}]`);
  } else {
    const detail = error instanceof Error ? error.message : String(error);
    writeComplaint(new DryRunError('internal', { detail }).message);
    if (process.env['DEBUG'] !== undefined && error instanceof Error) writeComplaint(error.stack ?? '');
  }
}

import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where the server keeps what outlives it: `ATHENA_DRYRUN_STATE`, else by the XDG base directory specification
 * (https://specifications.freedesktop.org/basedir-spec/latest/).
 */
export function stateFolder(): string {
  const { ATHENA_DRYRUN_STATE: own, XDG_STATE_HOME: xdg } = process.env;
  if (own !== undefined && own !== '') return own;
  return join(xdg === undefined || xdg === '' ? join(homedir(), '.local', 'state') : xdg, 'athena-dryrun');
}

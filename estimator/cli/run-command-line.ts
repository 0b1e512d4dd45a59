import { Command, CommanderError } from 'commander';
import { tool } from '../tool.js';
import { addAdviseCommand } from './advise-command.js';
import { addCatalogCommand } from './catalog-command.js';
import { addCheckCommand } from './check-command.js';
import { addCompareCommand } from './compare-command.js';
import { addEstimateCommand } from './estimate-command.js';
import { type ExitCode, exitCode } from './exit-code.js';
import { addInitCommand } from './init-command.js';
import { addRenderCommand } from './render-command.js';
import { addServeCommand } from './serve-command.js';
import { reportFailure, silenceClosedPipes } from './standard-streams.js';

const examples = `
Examples:
  $ athena-dryrun estimate queries/daily.sql
  $ athena-dryrun estimate -e "SELECT category, sum(amount) FROM transactions GROUP BY category"
  $ athena-dryrun estimate --catalog ./data --format json queries/*.sql
  $ athena-dryrun compare queries/daily.sql
  $ athena-dryrun advise queries/daily.sql
  $ athena-dryrun check "queries/**/*.sql" --budget statement=10GB
  $ athena-dryrun serve --port 3000

Exit codes: 0 estimated, 1 a gate said no, 2 could not do the work.`;

/** Runs one command line (without node and script) and gives the code to exit with. Never rejects. */
export async function runCommandLine(words: readonly string[]): Promise<ExitCode> {
  silenceClosedPipes();
  let ended: ExitCode = exitCode.done;
  const program = createProgram((code) => {
    ended = code;
  });
  try {
    await program.parseAsync([...words], { from: 'user' });
    return ended;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.done : exitCode.failed;
    reportFailure(error);
    return exitCode.failed;
  }
}

/** Every verb tells `end` the code that its work ended with. */
function createProgram(end: (code: ExitCode) => void): Command {
  const program = new Command(tool.name)
    .description('What an Amazon Athena query will scan and cost, before it runs.')
    .version(tool.version)
    .exitOverride()
    .showHelpAfterError('(add --help for the options)')
    .addHelpText('after', examples);
  addEstimateCommand(program, end);
  addCompareCommand(program, end);
  addAdviseCommand(program, end);
  addCheckCommand(program, end);
  addRenderCommand(program);
  addCatalogCommand(program);
  addServeCommand(program);
  addInitCommand(program);
  return program;
}

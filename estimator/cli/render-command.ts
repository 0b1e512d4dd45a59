import { type Command, Option } from 'commander';
import { type CheckFormat, checkFormats } from '../check/render/registry.js';
import { outputOption, parseOutputFiles } from './output-files.js';
import { readTextOf } from './read-inputs.js';
import { refuseOverwriting } from './refuse-overwriting.js';

/** A report of some ten thousand statements is tens of megabytes; a text of more than this cannot be held at all. */
const mostReportBytes = 2 ** 29;

interface RenderFlags {
  readonly format: CheckFormat;
  readonly output: readonly string[];
}

/** `render [REPORT.json | -]` */
export function addRenderCommand(program: Command): void {
  program
    .command('render')
    .description('Write the JSON report of an earlier estimate or check in another format.')
    .argument('<report>', 'JSON report of estimate or check, - for standard input')
    .addOption(new Option('--format <name>', 'output').choices([...checkFormats]).default('text'))
    .option(...outputOption)
    .action(async (path: string, { format, output }: RenderFlags) => {
      const outputs = await parseOutputFiles(output);
      if (path !== '-') refuseOverwriting(outputs, [path]);
      const text = await readTextOf(path, path, mostReportBytes);
      const [{ parseReport }, { renderParsed }, { writeReport }] = await Promise.all([
        import('../check/parse-report.js'),
        import('../check/render/render-parsed.js'),
        import('./write-report.js'),
      ]);
      const parsed = parseReport(path === '-' ? 'standard input' : path, text);
      await writeReport((name) => renderParsed(parsed, name), format, outputs);
    });
}

import type { Report } from '../../estimator/report.js';
import type { Answer } from '../answer.js';
import type { PlaygroundContext } from '../context.js';
import { checkCommand } from './check-command.js';
import { commandCatalogs } from './command-catalogs.js';
import { commandLine } from './command-line.js';

/** The question for a shell, and what each command goes by. */
export interface CommandsView {
  readonly estimate: string;
  readonly estimateNote: string;
  /** As a gate. */
  readonly check: string;
  readonly checkNote: string;
  /** What is to be written in place of names that only the user knows; null where nothing is. */
  readonly catalogNote: string | null;
}

/** Commands know no slider: `unscaled` is what they say of the same data. */
export function commandsView(
  { question, scale }: Pick<Answer, 'question' | 'scale'>,
  unscaled: Report,
  context: Pick<PlaygroundContext, 'catalogSources' | 'ownTables'>,
): CommandsView {
  const notScaled = scale === null ? '' : ', not the scaled figures of this page';
  const { sources, note } = commandCatalogs(question, unscaled, context);
  return {
    estimate: commandLine(question, sources),
    estimateNote: `It estimates the data as it is here${notScaled}.`,
    check: checkCommand(question, unscaled, sources),
    checkNote:
      'No statement may scan more than the dearest one does now. The budget is of the data as it is here, ' +
      `which is what the check estimates${notScaled}.`,
    catalogNote: note,
  };
}

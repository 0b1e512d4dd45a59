import { printable, showControls } from '../../render/printable.js';
import type { CheckReport } from '../check-report.js';
import { type Complaint, type ComplaintLevel, complaintsOf } from '../complaints-of.js';
import { repositoryPath } from '../repository-path.js';
import { worstFirst } from '../worst-first.js';
import { describeDelta } from './describe-base.js';
import { describeSuppressed } from './describe-suppressed.js';
import { describeTotal } from './describe-total.js';
import { describeVerdict } from './describe-verdict.js';

/** GitHub shows this many annotations of a kind for a step, and drops the others in silence. */
const mostOfAKind = 10;

/** Of the line that names what is suppressed; the step summary has them all. */
const mostCharacters = 2000;

const commands: Readonly<Record<ComplaintLevel, string>> = {
  error: 'error',
  fail: 'error',
  warn: 'warning',
  note: 'notice',
};

/**
 * Workflow commands that annotate files in a pull request, the worst of each kind first, then the verdict.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function renderCheckGithub(report: CheckReport): string {
  const complaints = worstFirst(complaintsOf(report));
  const { base } = report.check;
  const kinds = [...new Set(Object.values(commands))].map((command) => ({
    command,
    own: complaints.filter(({ level }) => commands[level] === command),
  }));
  const { cost, scanned, missing } = describeTotal(report);
  const suppressed = describeSuppressed(report);
  return [
    ...kinds.flatMap(({ command, own }) => [
      ...own.slice(0, mostOfAKind).map((complaint) => annotation(command, complaint, report)),
      ...(own.length > mostOfAKind
        ? [`${own.length - mostOfAKind} more of kind ${command}: not annotated.`]
        : []),
    ]),
    `${describeVerdict(report)} ${cost}, ${scanned} scanned. ${missing}`.trimEnd(),
    ...(suppressed === null ? [] : [`${suppressed.title}: ${shorten(suppressed.lines.join('; '))}.`]),
    ...(base === null ? [] : [`Against the base: ${describeDelta(base.total)}.`]),
  ].join('\n');
}

function shorten(text: string): string {
  return text.length <= mostCharacters ? text : `${text.slice(0, mostCharacters)}…`;
}

function annotation(command: string, complaint: Complaint, report: CheckReport): string {
  const { file, line, column, rule, message } = complaint;
  const properties = {
    file: file === null ? null : repositoryPath(file, report),
    line,
    col: column,
    title: `athena-dryrun ${rule}`,
  };
  const listed = Object.entries(properties)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}=${showControls(escapeProperty(String(value)))}`);
  return `::${command} ${listed.join(',')}::${escapeData(printable(message))}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

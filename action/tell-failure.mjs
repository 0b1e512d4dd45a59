// Of a check that left no report: what the command said, as the comment that replaces the one of the run before, in the
// summary of the step, and as an annotation. Nobody may take the "Passed" of an earlier run for the answer of this one.
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';

const [errorsPath, commentPath, exitCode] = process.argv.slice(2);
const mostCharacters = 10_000;

const said = readFileSync(errorsPath, 'utf8').trim().slice(0, mostCharacters);
const text = said === '' ? `The command ended with exit code ${exitCode} and said nothing.` : said;
const longestRun = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
const fence = '`'.repeat(longestRun + 1);
const body = [
  '<!-- athena-dryrun -->',
  '### athena-dryrun: The check could not be done.',
  '',
  'Nothing was estimated, so nothing has passed.',
  '',
  `${fence}text`,
  text,
  fence,
  '',
].join('\n');

writeFileSync(commentPath, body);
const { GITHUB_STEP_SUMMARY: summary = '' } = process.env;
if (summary !== '') appendFileSync(summary, body);
console.log(`::error title=athena-dryrun::${escapeData(text)}`);

// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
function escapeData(data) {
  return data.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

// Keeps one comment with the result in a pull request: replaces the one of the run before, which the hidden marker in
// its first line tells. A comment that cannot be written (a token of a fork, a connection that drops) is no failure of
// the check.
import { readFileSync } from 'node:fs';

const { WANTED, TOKEN, BODY, GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_EVENT_PATH } = process.env;
const commentsInPage = 100;
const deadlineMs = 30_000;

try {
  const event = JSON.parse(readFileSync(GITHUB_EVENT_PATH, 'utf8'));
  const number = event.pull_request?.number;
  if (WANTED === 'true' && Number.isInteger(number) && BODY !== '') {
    const body = readFileSync(BODY, 'utf8');
    // All of it again, not only the request: a comment whose answer was lost is found, not written twice.
    await keepComment(number, body).catch(() => keepComment(number, body));
  }
} catch (error) {
  warn(error.cause?.message ?? error.message);
}

async function keepComment(number, body) {
  const marker = body.split('\n', 1)[0];
  for (const { id } of await commentsOf(number, marker)) {
    // A comment that somebody else wrote with the same marker cannot be changed.
    if ((await ask('PATCH', `issues/comments/${id}`, { body })).ok) return;
  }
  const { ok, status } = await ask('POST', `issues/${number}/comments`, { body });
  if (!ok) warn(`GitHub answered ${status}`);
}

async function commentsOf(number, marker) {
  const found = [];
  for (let page = 1; ; page += 1) {
    const path = `issues/${number}/comments?per_page=${commentsInPage}&page=${page}`;
    const response = await ask('GET', path);
    const comments = response.ok ? await response.json() : [];
    found.push(...comments.filter((comment) => comment.body?.startsWith(marker)));
    if (comments.length < commentsInPage) return found;
  }
}

async function ask(method, path, content) {
  const response = await fetch(`${GITHUB_API_URL}/repos/${GITHUB_REPOSITORY}/${path}`, {
    method,
    signal: AbortSignal.timeout(deadlineMs),
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${TOKEN}`,
      'x-github-api-version': '2022-11-28',
    },
    ...(content === undefined ? {} : { body: JSON.stringify(content) }),
  });
  if (response.status >= 500) throw new Error(`GitHub answered ${response.status}`);
  return response;
}

function warn(why) {
  console.log(`::warning title=athena-dryrun::The result is not commented: ${why.replaceAll(/\s+/g, ' ')}.`);
}

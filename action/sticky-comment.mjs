// Keeps one comment with the result in a pull request: replaces the one of the run before, which the hidden marker in
// its first line tells. A token that may not comment (a pull request from a fork) is no failure of the check.
import { readFileSync } from 'node:fs';

const { WANTED, TOKEN, BODY, GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_EVENT_PATH } = process.env;
const commentsInPage = 100;

const event = JSON.parse(readFileSync(GITHUB_EVENT_PATH, 'utf8'));
const number = event.pull_request?.number;
if (WANTED === 'true' && Number.isInteger(number) && BODY !== '') {
  const body = readFileSync(BODY, 'utf8');
  await keepComment(body, body.split('\n', 1)[0]);
}

async function keepComment(body, marker) {
  for (const { id } of await commentsOf(marker)) {
    // A comment that somebody else wrote with the same marker cannot be changed.
    if ((await ask('PATCH', `issues/comments/${id}`, { body })).ok) return;
  }
  const { ok, status } = await ask('POST', `issues/${number}/comments`, { body });
  if (!ok)
    console.log(`::notice title=athena-dryrun::The result is not commented: GitHub answered ${status}.`);
}

async function commentsOf(marker) {
  const found = [];
  for (let page = 1; ; page += 1) {
    const path = `issues/${number}/comments?per_page=${commentsInPage}&page=${page}`;
    const response = await ask('GET', path);
    const comments = response.ok ? await response.json() : [];
    found.push(...comments.filter((comment) => comment.body?.startsWith(marker)));
    if (comments.length < commentsInPage) return found;
  }
}

function ask(method, path, content) {
  return fetch(`${GITHUB_API_URL}/repos/${GITHUB_REPOSITORY}/${path}`, {
    method,
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${TOKEN}`,
      'x-github-api-version': '2022-11-28',
    },
    ...(content === undefined ? {} : { body: JSON.stringify(content) }),
  });
}

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { renderList } from './render-list.js';
import { renderSummary } from './render-summary.js';
import type { Score } from './score.js';

/** A page as it should be. */
export interface Page {
  readonly path: string;
  readonly text: string;
}

const summaryPlace = /(?<=<!-- scoreboard:start -->\n)[\s\S]*?(?=<!-- scoreboard:end -->)/;

/** The pages that carry the scoreboard: the README with its block replaced, and the list of all cases. */
export function scoreboardPages(scored: Score): readonly Page[] {
  const readme = fileURLToPath(new URL('../../README.md', import.meta.url));
  const list = fileURLToPath(new URL('../../docs/scoreboard.md', import.meta.url));
  const text = readFileSync(readme, 'utf8');
  if (!summaryPlace.test(text)) throw new Error('README.md has no place for the scoreboard');
  return [
    { path: readme, text: text.replace(summaryPlace, () => `\n${renderSummary(scored)}\n\n`) },
    { path: list, text: renderList(scored) },
  ];
}

import { readFileSync } from 'node:fs';
import { packageFolder } from '../package-folder.js';
import { ruleIds } from './rules/rule-levels.js';

/** The page of a rule in docs/rules, as Markdown; null for what is no rule of its own. */
export function rulePage(id: string): string | null {
  if (!ruleIds.some((rule) => rule === id)) return null;
  return readFileSync(packageFolder('docs', 'rules', `${id}.md`), 'utf8');
}

import { nearestName } from '../nearest-name.js';
import { type Position, positionsIn } from '../sql/span.js';
import { tokenize } from '../sql/statement-tokens.js';
import { ruleIds } from './rules/rule-levels.js';

/** What a comment `-- athena-dryrun: ignore RULE[, RULE ...] -- reason` keeps quiet; a block comment and long dashes will do. */
export interface Suppression extends Position {
  readonly offset: number;
  /** Ids of rules. */
  readonly rules: readonly string[];
  readonly reason: string;
}

/** A comment that suppresses nothing, because of what is wrong with it. */
export interface BrokenSuppression extends Position {
  readonly offset: number;
  readonly message: string;
}

export interface Suppressions {
  readonly valid: readonly Suppression[];
  readonly broken: readonly BrokenSuppression[];
}

/** The rules, and findings of the gate itself that are about one statement. */
const suppressible: readonly string[] = [...ruleIds, 'budget', 'unknown'];

/** The comments of a text that suppress findings, in their order, and what is wrong with others that are meant for us. */
export function readSuppressions(text: string): Suppressions {
  const { directives } = tokenize(text);
  const valid: Suppression[] = [];
  const broken: BrokenSuppression[] = [];
  const positionOf = directives.length === 0 ? null : positionsIn(text);
  for (const { start, text: directive } of directives) {
    const place = { offset: start, ...(positionOf?.(start) ?? { line: 1, column: 1 }) };
    const read = readDirective(directive);
    if (typeof read === 'string') broken.push({ ...place, message: read });
    else valid.push({ ...place, ...read });
  }
  return { valid, broken };
}

/** What the comment says, or what is wrong with it. */
function readDirective(directive: string): Pick<Suppression, 'rules' | 'reason'> | string {
  const [, verb = '', names = '', reason = ''] =
    /^(\S*)\s*(.*?)(?:\s*(?:--|\u2014|\u2013)\s*(.*))?$/s.exec(directive) ?? [];
  const example = 'Write it as "-- athena-dryrun: ignore RULE -- reason".';
  if (verb.toLowerCase() !== 'ignore')
    return `${verb === '' ? 'Nothing' : verb} is not what this comment can say. ${example}`;
  const rules: string[] = [];
  for (const name of names.split(/[\s,]+/).filter((each) => each !== '')) {
    const id = name.toLowerCase();
    if (!suppressible.includes(id)) {
      const nearest = nearestName(id, suppressible);
      return `${name} is no rule.${nearest === null ? '' : ` Did you mean ${nearest}?`}`;
    }
    rules.push(id);
  }
  if (rules.length === 0) return `No rule is named. ${example}`;
  if (reason.trim() === '')
    return `It is not said why ${rules.join(' and ')} may be ignored, so nothing is. ${example}`;
  return { rules, reason: reason.trim() };
}

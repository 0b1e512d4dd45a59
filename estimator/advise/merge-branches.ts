import type { EstimatedQuery } from '../estimated-statement.js';
import type { Clock } from '../evaluate/compiled.js';
import { sourcesOf } from '../optimize/references.js';
import { conjunctUses } from '../scan/conjunct-uses.js';
import { intersectDomains, isNone } from '../scan/domain-algebra.js';
import { extractDomains } from '../scan/extract-domains.js';
import type { Plan, Scan, Union } from '../sql/plan.js';
import type { Merged } from './merge-scans.js';
import { type PlainSelect, plainSelect } from './plain-select.js';
import { type Word, wordsOf } from './words.js';

/**
 * `SELECT a FROM t WHERE p UNION ALL SELECT a FROM t WHERE q` as one SELECT with `p OR q`: of UNION ALL where no row can
 * pass both, of UNION, which removes duplicates, with DISTINCT.
 */
export function mergeBranches({ text, planned }: EstimatedQuery, clock: Clock): Merged | null {
  const words = wordsOf(text);
  const first = plainSelect(text, words, 0);
  const operator = first === null ? null : unionAt(words, first.end);
  if (first === null || operator === null) return null;
  const selects = [first];
  for (let next: UnionWord | null = operator; next !== null; ) {
    const select = plainSelect(text, words, next.select);
    if (select === null || next.isAll !== operator.isAll || !differsInFilter(first, select)) return null;
    selects.push(select);
    next = unionAt(words, select.end);
  }
  const end = selects.at(-1)?.end ?? 0;
  const conditions = selects.flatMap(({ where }) => (where === null ? [] : [`(${where.text})`]));
  if (conditions.length < selects.length) return null;
  if (['INTERSECT', 'EXCEPT'].includes(words[end]?.word ?? '')) return null;
  const scans = scansOfBranches(planned.plan, operator.isAll);
  if (scans === null || scans.length !== selects.length) return null;
  const why = operator.isAll ? whyDisjoint(scans, clock) : 'UNION keeps one of equal rows, as DISTINCT does';
  if (why === null) return null;
  const select = operator.isAll ? 'SELECT' : 'SELECT DISTINCT';
  const merged = `${select} ${first.items.text} FROM ${first.from.text} WHERE ${conditions.join(' OR ')}`;
  return {
    edit: { span: { start: words[0]?.start ?? 0, end: words[end - 1]?.end ?? 0 }, text: merged },
    because: `The branches differ only in their filters, and ${why}.`,
  };
}

interface UnionWord {
  readonly isAll: boolean;
  /** Index of the word after it. */
  readonly select: number;
}

function unionAt(words: readonly Word[], at: number): UnionWord | null {
  if (words[at]?.word !== 'UNION') return null;
  const next = words[at + 1]?.word;
  return { isAll: next === 'ALL', select: next === 'ALL' || next === 'DISTINCT' ? at + 2 : at + 1 };
}

function differsInFilter(one: PlainSelect, other: PlainSelect): boolean {
  return one.items.shape === other.items.shape && one.from.shape === other.from.shape;
}

/** The scan of each branch of the only union; null where a branch is more than some rows of its table, one by one. */
function scansOfBranches(plan: Plan, isAll: boolean): readonly Scan[] | null {
  const union = unionBelow(plan);
  if (union === null || union.distinct === isAll) return null;
  const scans = union.branches.flatMap(({ plan: branch }): readonly (Scan | null)[] => {
    const inner = branch.kind === 'union' ? scansOfBranches(branch, isAll) : null;
    return inner ?? [rowByRow(branch)];
  });
  const known = scans.filter((scan) => scan !== null);
  return known.length === scans.length ? known : null;
}

function unionBelow(plan: Plan): Union | null {
  if (plan.kind === 'union') return plan;
  const [source, ...others] = sourcesOf(plan);
  return source === undefined || others.length > 0 ? null : unionBelow(source);
}

function rowByRow(plan: Plan): Scan | null {
  if (plan.kind === 'scan') return plan.sample === null ? plan : null;
  return plan.kind === 'project' || plan.kind === 'filter' ? rowByRow(plan.source) : null;
}

/** Null where a row may pass the filters of two branches. */
function whyDisjoint(scans: readonly Scan[], clock: Clock): string | null {
  const domains = scans.map((scan) => {
    const { onData, onPartitions } = conjunctUses(scan);
    const { leaves } = extractDomains([...onData, ...onPartitions], { clock });
    return new Map(leaves.map(({ name, domain }) => [name, domain]));
  });
  const names = new Set<string>();
  for (const [index, one] of domains.entries()) {
    for (const other of domains.slice(index + 1)) {
      const separating = [...one].find(([name, domain]) => {
        const its = other.get(name);
        return its !== undefined && isNone(intersectDomains(domain, its));
      });
      if (separating === undefined) return null;
      names.add(separating[0]);
    }
  }
  return `by ${[...names].join(' and ')} no row passes two of them`;
}

import type { Clock } from '../evaluate/compiled.js';
import { foldConstants } from '../evaluate/fold-constants.js';
import type { Expression } from '../sql/tree.js';
import type { Domain } from './domain.js';
import { compactDomain } from './domain-algebra.js';
import type { Leaf } from './domain-target.js';
import { domainsOfPredicate } from './domains-of-predicate.js';
import { intersectAll, type LeafDomains } from './leaf-domains.js';

export interface ExtractOptions {
  readonly clock: Clock;
  /**
   * Whether year() and date_trunc() on a column become ranges: Trino does so since releases 411 and 396; of Athena it
   * is not known. Default true. For a bound that a scan cannot exceed, say false.
   */
  readonly unwrapsFunctions?: boolean;
}

export interface LeafDomain extends Leaf {
  /** Name of the leaf as files have it: `column` or `column.field.field`. */
  readonly name: string;
  readonly domain: Domain;
}

export interface ExtractedDomains {
  /** One for each leaf that the predicate restricts. */
  readonly leaves: readonly LeafDomain[];
  /** True if no row can pass: the conjuncts contradict each other. */
  readonly isNone: boolean;
}

/**
 * The values that each leaf column may have in a row for which all conjuncts are true: never fewer, perhaps more.
 * What is no range of one column (functions, `a < b`, OR over two columns) restricts nothing. A domain of more than
 * 1,000 ranges becomes one range, as in Trino's readers.
 */
export function extractDomains(
  conjuncts: readonly Expression[],
  { clock, unwrapsFunctions = true }: ExtractOptions,
): ExtractedDomains {
  const context = { clock, unwrapsFunctions };
  const extracted: LeafDomains = intersectAll(
    conjuncts.map((conjunct) => domainsOfPredicate(foldConstants(conjunct, clock), false, context)),
  );
  if (extracted === 'none') return { leaves: [], isNone: true };
  const leaves = [...extracted.values()].map(
    ({ leaf, domain }): LeafDomain => ({
      ...leaf,
      name: [leaf.symbol.name, ...leaf.path].join('.'),
      domain: compactDomain(domain),
    }),
  );
  return { leaves, isNone: false };
}

import type { Clock } from '../evaluate/compiled.js';
import { foldConstants } from '../evaluate/fold-constants.js';
import { leafPath } from '../sql/leaf-path.js';
import type { Expression } from '../sql/tree.js';
import type { Domain } from './domain.js';
import { compactDomain, compactionThreshold, earlierCompactionThreshold } from './domain-algebra.js';
import type { Leaf } from './domain-target.js';
import { domainsOfPredicate } from './domains-of-predicate.js';
import { intersectAll, type LeafDomains } from './leaf-domains.js';

export interface ExtractOptions {
  readonly clock: Clock;
  /**
   * True also takes the ranges that only newer releases of Trino are known to make, Athena perhaps not: from year(),
   * date_trunc(), texts cast to dates, fields of rows, IN and BETWEEN on the date of a timestamp; and compacts a domain
   * above 1,000 ranges, not above 100 as release 398 does. For what a scan cannot exceed, say false. Default true.
   */
  readonly unwrapsFunctions?: boolean;
}

interface LeafDomain extends Leaf {
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
 * What is no range of one column (functions, `a < b`, OR over two columns) restricts nothing. A domain of
 * very many ranges becomes one range, as in Trino's readers.
 */
export function extractDomains(
  conjuncts: readonly Expression[],
  { clock, unwrapsFunctions = true }: ExtractOptions,
): ExtractedDomains {
  const context = { clock, certainOnly: !unwrapsFunctions };
  const threshold = unwrapsFunctions ? compactionThreshold : earlierCompactionThreshold;
  const extracted: LeafDomains = intersectAll(
    conjuncts.map((conjunct) => domainsOfPredicate(foldConstants(conjunct, clock), false, context)),
  );
  if (extracted === 'none') return { leaves: [], isNone: true };
  const leaves = [...extracted.values()].map(
    ({ leaf, domain }): LeafDomain => ({
      ...leaf,
      name: leafPath([leaf.symbol.name, ...leaf.path]),
      domain: compactDomain(domain, threshold),
    }),
  );
  return { leaves, isNone: false };
}

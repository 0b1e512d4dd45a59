import type { Clock } from '../evaluate/compiled.js';
import type { Expression } from '../sql/tree.js';
import type { Domain, DomainValue } from './domain.js';
import { extractDomains } from './extract-domains.js';

/** By name of the column; columns that are not restricted to single values are not in it. `none`: no row can pass. */
export type NamedValues = ReadonlyMap<string, readonly string[]> | 'none';

/** The single values that `=`, IN and OR of them leave of each column, as texts. */
export function namedValues(conjuncts: readonly Expression[], clock: Clock): NamedValues {
  const { leaves, isNone } = extractDomains(conjuncts, { clock });
  if (isNone) return 'none';
  return new Map(
    leaves.flatMap(({ name, domain }) => {
      const texts = singleValues(domain);
      return texts === null ? [] : [[name, texts] as const];
    }),
  );
}

function singleValues({ ranges, nullAllowed }: Domain): readonly string[] | null {
  if (nullAllowed) return null;
  const texts: string[] = [];
  for (const { low, high } of ranges) {
    if (low === null || high === null || !low.inclusive || !high.inclusive) return null;
    const text = textOf(low.value);
    if (text === null || text !== textOf(high.value)) return null;
    texts.push(text);
  }
  return texts;
}

/** Of the kinds that a projected key may be named by. */
function textOf(value: DomainValue): string | null {
  if (value.kind === 'varchar') return value.value;
  return value.kind === 'integer' ? value.value.toString() : null;
}

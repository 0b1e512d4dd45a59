import type { Domain } from './domain.js';
import { intersectDomains, isAll, isNone, unionDomains } from './domain-algebra.js';
import type { Leaf } from './domain-target.js';

/** Domains of leaves, all of which a row must meet; `none`: no row can. A leaf that is not in it is not restricted. */
export type LeafDomains = ReadonlyMap<string, { readonly leaf: Leaf; readonly domain: Domain }> | 'none';

export const unrestricted: LeafDomains = new Map();

export function onlyLeaf(leaf: Leaf, domain: Domain): LeafDomains {
  if (isNone(domain)) return 'none';
  return isAll(domain) ? unrestricted : new Map([[keyOf(leaf), { leaf, domain }]]);
}

/** The same symbol and path, however the symbol is called. */
function keyOf(leaf: Leaf): string {
  return JSON.stringify([leaf.symbol.id, ...leaf.path]);
}

/** AND. */
export function intersectAll(parts: readonly LeafDomains[]): LeafDomains {
  const result = new Map<string, { readonly leaf: Leaf; readonly domain: Domain }>();
  for (const part of parts) {
    if (part === 'none') return 'none';
    for (const [key, { leaf, domain }] of part) {
      const before = result.get(key)?.domain;
      const common = before === undefined ? domain : intersectDomains(before, domain);
      if (isNone(common)) return 'none';
      result.set(key, { leaf, domain: common });
    }
  }
  return result;
}

/** OR: only leaves that every alternative restricts are restricted. */
export function unionAll(parts: readonly LeafDomains[]): LeafDomains {
  const possible = parts.filter((part) => part !== 'none');
  const [first, ...rest] = possible;
  if (first === undefined) return 'none';
  const result = new Map<string, { readonly leaf: Leaf; readonly domain: Domain }>();
  for (const [key, { leaf, domain }] of first) {
    const others = rest.flatMap((part) => part.get(key)?.domain ?? []);
    if (others.length < rest.length) continue;
    const union = unionDomains([domain, ...others]);
    if (!isAll(union)) result.set(key, { leaf, domain: union });
  }
  return result;
}

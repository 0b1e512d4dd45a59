import { DryRunError } from '../../../estimator/errors.js';
import { isJsonObject, type Json, type JsonObject, nodesOf, textOf } from '../lossless-json.js';
import { knownType } from './known-type.js';
import { type Signature, signatures } from './signatures.js';
import { constantText, isInterval } from './tree-nodes.js';
import { type Rule, typedRules } from './typed-rules.js';

/** Equal nodes of one SELECT whose meaning in Athena depends on the types of their arguments. */
export interface Site {
  /** What the nodes mean for the types of their arguments; null where that is the same for all that they take. */
  readonly rule: Rule | null;
  /** Of a call. */
  readonly signature: Signature | null;
  readonly nodes: readonly JsonObject[];
  /** Number of the SELECT they are in. */
  readonly select: number;
}

/**
 * The sites of a statement; each comes after those that its types depend on. Throws `not_faithful` for a call of what
 * is not known.
 */
export function typedSites(tree: JsonObject): readonly Site[] {
  const sites = new Map<string, Site & { readonly nodes: JsonObject[] }>();
  let selects = 0;

  function visit(value: Json | undefined, select: number): void {
    if (Array.isArray(value)) {
      for (const item of value) visit(item, select);
      return;
    }
    if (!isJsonObject(value)) return;
    if (textOf(value, 'type') === 'SELECT_NODE') selects += 1;
    const inner = textOf(value, 'type') === 'SELECT_NODE' ? selects : select;
    if (isInterval(value)) {
      for (const count of countsOf(value)) visit(count, inner);
      return;
    }
    for (const field of readFirst) visit(value[field], inner);
    for (const [field, child] of Object.entries(value)) if (!readFirst.includes(field)) visit(child, inner);
    const [rule, signature] = [ruleOf(value), signatureOf(value)];
    if (rule === null && signature === null) return;
    const key = `${inner} ${JSON.stringify(value, (name, field: unknown) => (unnamed.has(name) ? undefined : field))}`;
    const known = sites.get(key);
    if (known === undefined) sites.set(key, { rule, signature, nodes: [value], select: inner });
    else known.nodes.push(value);
  }

  visit(tree, 0);
  return [...sites.values()];
}

/** What gives an expression its types stands in these. */
const readFirst = ['cte_map', 'from_table'];

/** Fields that do not change what a node is. */
const unnamed = new Set(['alias', 'query_location']);

/** What an interval counts: DuckDB wraps it in casts of its own. */
function countsOf(interval: JsonObject): readonly Json[] {
  return nodesOf(interval, 'children').map((cast) => {
    const truncated = cast['child'];
    const [inner] = isJsonObject(truncated) ? nodesOf(truncated, 'children') : [];
    return inner?.['child'] ?? cast;
  });
}

function ruleOf(node: JsonObject): Rule | null {
  const name = nameOf(node);
  const rule = name !== null && Object.hasOwn(typedRules, name) ? typedRules[name] : undefined;
  return rule?.applies(node) === true ? rule : null;
}

function signatureOf(node: JsonObject): Signature | null {
  if (node['class'] !== 'FUNCTION' && node['class'] !== 'WINDOW') return null;
  const name = textOf(node, 'function_name').toLowerCase();
  const signature = Object.hasOwn(signatures, name) ? signatures[name] : undefined;
  if (signature === undefined) throw new DryRunError('not_faithful', { what: `The function ${name}` });
  return signature;
}

function nameOf(node: JsonObject): string | null {
  const kind = textOf(node, 'class');
  if (kind === 'FUNCTION' || kind === 'WINDOW') return textOf(node, 'function_name').toLowerCase();
  if (kind === 'OPERATOR') return textOf(node, 'type');
  return kind !== 'CAST' || isLiteral(node) ? null : 'CAST';
}

/** `true` is `CAST('t' AS BOOLEAN)` to DuckDB; numbers that we gave a type are casts, too. */
function isLiteral(cast: JsonObject): boolean {
  const child = cast['child'];
  if (!isJsonObject(child) || child['class'] !== 'CONSTANT') return false;
  return ['t', 'f'].includes(constantText(child) ?? '') || wholeTypes.has(knownType(child) ?? '');
}

const wholeTypes: ReadonlySet<string> = new Set(['INTEGER', 'BIGINT', 'DOUBLE']);

import type { DuckDBConnection } from '@duckdb/node-api';
import { DryRunError } from '../../../estimator/errors.js';
import { type JsonObject, textOf } from '../lossless-json.js';
import { queryError } from '../query-error.js';
import { writeStatementTree } from '../statement-tree.js';
import { type ArgumentPlace, placeOfChildren, placeOfFields } from './argument-place.js';
import { argumentTypes } from './argument-types.js';
import { athenaName } from './athena-name.js';
import { knownType } from './known-type.js';
import { needsType, unfitArgument } from './signatures.js';
import { childrenOf } from './tree-nodes.js';
import { type Site, typedSites } from './typed-sites.js';

/** Of the binder, about types: each takes a few milliseconds. */
const mostQuestions = 200;

/**
 * Checks that each call takes the types of its arguments in Athena, and writes Athena's meaning into the parts of a
 * statement that mean something else for some types only: a division of decimals, a date that is truncated, a cast.
 * Changes `tree`. Throws `type_mismatch`, `not_faithful`, and `query_failed` for what does not bind.
 */
export async function rewriteTyped(connection: DuckDBConnection, tree: JsonObject): Promise<void> {
  const sites = typedSites(tree);
  if (sites.length > 0) await checkBinding(connection, tree);
  const columns = new Map<string, string>();
  let questions = 0;
  for (const site of sites) {
    const [first] = site.nodes;
    if (first === undefined) continue;
    const children = childrenOf(first);
    let types = children.map(
      (child) => knownType(child) ?? columns.get(columnKey(child, site) ?? '') ?? null,
    );
    if (types.some((type, index) => type === null && isNeeded(site, index))) {
      questions += 1;
      if (questions > mostQuestions) throw refuse('A query with so many calls, casts and divisions');
      types = [...(await askedTypes(connection, tree, site))];
      for (const [index, child] of children.entries()) {
        const [key, type] = [columnKey(child, site), types[index] ?? null];
        if (key !== null && type !== null) columns.set(key, type);
      }
    }
    checkArguments(site, types);
    for (const node of site.nodes)
      site.rule?.rewrite(
        node,
        types.map((type) => type ?? ''),
      );
  }
}

function isNeeded({ rule, signature }: Site, index: number): boolean {
  return rule !== null || (signature !== null && needsType(signature, index));
}

async function askedTypes(
  connection: DuckDBConnection,
  tree: JsonObject,
  { nodes }: Site,
): Promise<readonly string[]> {
  const types = await argumentTypes(connection, tree, nodes.map(placeOf));
  if (types === null) throw refuse('An expression of this query');
  return types;
}

/** A column has one type all over a SELECT. */
function columnKey(node: JsonObject, { select }: Site): string | null {
  return node['class'] === 'COLUMN_REF' ? `${select} ${JSON.stringify(node['column_names'])}` : null;
}

function checkArguments({ signature, nodes }: Site, types: readonly (string | null)[]): void {
  const unfit = signature === null ? null : unfitArgument(signature, types);
  if (unfit === null) return;
  const name = nodes[0] === undefined ? '' : athenaName(textOf(nodes[0], 'function_name').toLowerCase());
  const given = types
    .map((type) => (type ?? 'any').replace('STRING_LITERAL', 'VARCHAR').toLowerCase())
    .join(', ');
  const detail = `${name} does not take (${given}) in Athena: argument ${unfit + 1} does not fit.`;
  throw new DryRunError('type_mismatch', { detail });
}

function refuse(what: string): DryRunError {
  return new DryRunError('not_faithful', { what });
}

/** What does not bind fails with its own error, before types are asked for. */
async function checkBinding(connection: DuckDBConnection, tree: JsonObject): Promise<void> {
  try {
    const statement = await connection.prepare(await writeStatementTree(connection, tree));
    statement.destroySync();
  } catch (error) {
    throw queryError(error);
  }
}

function placeOf(node: JsonObject): ArgumentPlace {
  return placeOfFields(node, ['child']) ?? placeOfChildren(node);
}

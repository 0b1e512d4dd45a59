import type { DuckDBConnection } from '@duckdb/node-api';
import { DryRunError } from '../../../estimator/errors.js';
import { isJsonObject, type JsonObject, nodesOf } from '../lossless-json.js';
import { queryError } from '../query-error.js';
import { writeStatementTree } from '../statement-tree.js';
import { type ArgumentPlace, argumentTypes } from './argument-types.js';
import { knownType } from './known-type.js';
import { childrenOf } from './tree-nodes.js';
import { typedSites } from './typed-sites.js';

/** Each is one question to the binder. */
const mostSites = 200;

/**
 * Writes Athena's meaning into the parts of a statement that mean something else for some types only: a division of
 * decimals, a date that is truncated, a cast. Changes `tree`. Throws `not_faithful`, and `query_failed` for
 * what does not bind.
 */
export async function rewriteTyped(connection: DuckDBConnection, tree: JsonObject): Promise<void> {
  const sites = typedSites(tree);
  if (sites.length > mostSites)
    throw new DryRunError('not_faithful', { what: 'A query with so many casts and divisions' });
  if (sites.length > 0) await checkBinding(connection, tree);
  for (const { rule, nodes } of sites) {
    const [first] = nodes;
    if (first === undefined) continue;
    const known = childrenOf(first).map(knownType);
    const types = known.every((type) => type !== null)
      ? known
      : await argumentTypes(connection, tree, nodes.map(placeOf));
    if (types === null) throw new DryRunError('not_faithful', { what: 'An expression of this query' });
    for (const node of nodes) rule.rewrite(node, types);
  }
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
  const child = node['child'];
  if (isJsonObject(child)) {
    return {
      arguments: [child],
      replaceFirst: (probe) => {
        node['child'] = probe;
        return () => {
          node['child'] = child;
        };
      },
    };
  }
  const children = nodesOf(node, 'children');
  return {
    arguments: children,
    replaceFirst: (probe) => {
      node['children'] = [probe, ...children.slice(1)];
      return () => {
        node['children'] = [...children];
      };
    },
  };
}

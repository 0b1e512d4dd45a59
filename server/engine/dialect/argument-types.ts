import type { DuckDBConnection } from '@duckdb/node-api';
import type { JsonObject } from '../lossless-json.js';
import { writeStatementTree } from '../statement-tree.js';
import type { ArgumentPlace } from './argument-place.js';
import { splitTypes } from './split-types.js';
import { booleanConstant, functionCall } from './tree-nodes.js';

/**
 * DuckDB's names of the types of a node's arguments; null where it does not tell them. The binder is asked: a call that
 * no function takes is refused with the types it was given. Equal nodes are asked about together, since a grouped
 * expression is the same one in GROUP BY and in the select list. Nothing runs.
 */
export async function argumentTypes(
  connection: DuckDBConnection,
  tree: JsonObject,
  places: readonly ArgumentPlace[],
): Promise<readonly string[] | null> {
  const restore = places.map((place) => place.replaceFirst(probeOf(place.arguments)));
  try {
    const sql = await writeStatementTree(connection, tree);
    const statement = await connection.prepare(sql);
    statement.destroySync();
    return null;
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    const found = /given name and argument types 'sin\((.*)\)'\. You might/s.exec(message)?.[1];
    return found === undefined ? null : splitTypes(found).slice(0, -1);
  } finally {
    // The last first: two places may be in one node.
    for (const putBack of restore.toReversed()) putBack();
  }
}

/** `sin` takes one number. */
function probeOf(children: readonly JsonObject[]): JsonObject {
  return functionCall('sin', [...children, booleanConstant(true)]);
}

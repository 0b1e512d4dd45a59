import { isJsonObject, type Json, type JsonObject, nodesOf } from '../lossless-json.js';

/** A node whose meaning depends on the types of its arguments, and where those stand in it. */
export interface ArgumentPlace {
  /** Puts `probe` in the place of the first argument; returns what puts the argument back. */
  readonly replaceFirst: (probe: JsonObject) => () => void;
  readonly arguments: readonly JsonObject[];
}

/** Those of the fields that the node has; null where it has none. */
export function placeOfFields(node: JsonObject, fields: readonly string[]): ArgumentPlace | null {
  const operands = fields.map((field) => node[field]).filter(isJsonObject);
  const [first = ''] = fields;
  return operands.length === 0 ? null : { arguments: operands, replaceFirst: replacing(node, first) };
}

/** The arguments of a call from one on. */
export function placeOfChildren(node: JsonObject, from = 0): ArgumentPlace {
  const children = nodesOf(node, 'children');
  return {
    arguments: children.slice(from),
    replaceFirst: (probe) => replacing(node, 'children')([probe, ...children.slice(1)]),
  };
}

/** Sets a field; what it returns sets it back. */
export function replacing(node: JsonObject, field: string): (value: Json) => () => void {
  return (value) => {
    const before = node[field] ?? null;
    node[field] = value;
    return () => {
      node[field] = before;
    };
  };
}

/** JSON parsed without losing whole numbers beyond 2^53, or that `5.0` is a double: those are `exactNumberPrefix` + text. */
export type Json = string | number | boolean | null | Json[] | JsonObject;

export interface JsonObject {
  [key: string]: Json;
}

// U+E000 is a private character that DuckDB's serialised trees use nowhere; user text that holds it is refused below.
const exactNumberPrefix = '\ue000';

/**
 * Reads DuckDB's serialised statements. Their positions (18446744073709551615 where there is none) and big constants
 * do not fit JavaScript numbers, and DuckDB refuses a tree in which they were rounded.
 */
export function parseLosslessJson(text: string): Json {
  if (text.includes(exactNumberPrefix)) throw new Error('the text holds a character of the private use area');
  const marked = text.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) =>
    /^-?(?:\d{16,}|\d+[.eE][\d.eE+-]*)$/.test(token) ? `"${exactNumberPrefix}${token}"` : token,
  );
  const parsed: Json = JSON.parse(marked);
  return parsed;
}

/** The opposite of `parseLosslessJson`. */
export function writeLosslessJson(value: Json): string {
  return JSON.stringify(value).replace(new RegExp(`"${exactNumberPrefix}(-?[\\d.eE+-]+)"`, 'g'), '$1');
}

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text in a field, or empty. */
export function textOf(node: JsonObject, field: string): string {
  const value = node[field];
  return typeof value === 'string' ? value : '';
}

/** The objects in a field that holds a list. */
export function nodesOf(node: JsonObject, field: string): readonly JsonObject[] {
  const value = node[field];
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

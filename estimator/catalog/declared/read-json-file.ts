import * as v from 'valibot';
import { describeIssueAt } from '../../describe-issue.js';
import { DryRunError } from '../../errors.js';
import { positionAt } from '../../sql/span.js';
import { jsonErrorOffset } from './json-error-offset.js';
import { readTextFile } from './read-text-file.js';

/** What a JSON file holds, in a known shape. Throws `unreadable_file`, or `invalid_catalog` with the place. */
export function readJsonFile<Schema extends v.GenericSchema>(
  file: string,
  schema: Schema,
): v.InferOutput<Schema> {
  const text = readTextFile(file);
  const parsed = v.safeParse(schema, parseJson(text, file));
  if (parsed.success) return parsed.output;
  throw new DryRunError('invalid_catalog', { path: file, detail: describeIssueAt(parsed.issues[0]) });
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const { line, column } = positionAt(text, jsonErrorOffset(text));
    throw new DryRunError('invalid_catalog', {
      path: `${file}:${line}:${column}`,
      detail: 'this is no JSON.',
    });
  }
}

import * as v from 'valibot';
import { describeIssueAt } from '../../describe-issue.js';
import { DryRunError } from '../../errors.js';

/** JSON that dbt wrote, read by a schema. Throws `invalid_dbt` with the key that is wrong. */
export function parseJsonFile<Schema extends v.GenericSchema>(
  path: string,
  text: string,
  schema: Schema,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, parseJson(path, text));
  if (result.success) return result.output;
  throw new DryRunError('invalid_dbt', { path, detail: describeIssueAt(result.issues[0]) });
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const detail = `it is no JSON: ${error instanceof Error ? error.message : String(error)}.`;
    throw new DryRunError('invalid_dbt', { path, detail });
  }
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { describeIssueAt } from '../describe-issue.js';
import { DryRunError } from '../errors.js';
import { type CatalogFile, catalogFile } from './catalog-file.js';

/** The `catalog.json` of a catalog folder. Throws `invalid_catalog`. */
export function readCatalogFile(folder: string): CatalogFile {
  const file = join(folder, 'catalog.json');
  const parsed = v.safeParse(catalogFile, readJson(file));
  if (parsed.success) return parsed.output;
  throw new DryRunError('invalid_catalog', { path: file, detail: describeIssueAt(parsed.issues[0]) });
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new DryRunError('invalid_catalog', { path: file, detail });
  }
}

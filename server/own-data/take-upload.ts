import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { loadCatalog } from '../../estimator/catalog/load-catalog.js';
import { DryRunError } from '../../estimator/errors.js';
import { runJob } from '../jobs/run-job.js';
import { withCorrectedTypes } from './correct-types.js';
import { type FileKind, fileKindOf, tableNameOf } from './file-kind.js';
import { ownCatalog } from './own-catalog.js';
import type { OwnDataLimits } from './own-data-limits.js';
import { ownDatabase } from './own-database.js';
import type { OwnTable } from './own-table.js';
import type { Upload } from './receive-upload.js';

/** Makes a table of an uploaded file, in the folder that the file was received in. Throws as `inspectFile` does. */
export async function takeUpload(
  upload: Upload,
  folder: string,
  limits: OwnDataLimits,
  signal: AbortSignal,
): Promise<OwnTable> {
  const kind: FileKind = fileKindOf(upload.fileName);
  const name = tableNameOf(upload.fields.get('name')?.trim() || kind.stem);
  const data = join(folder, 'data');
  const file = join(data, `data.${kind.extension}`);
  await mkdir(data);
  await rename(upload.path, file);
  const job = { kind: 'inspect', file, format: kind.format, folder, table: name, limits } as const;
  const { rows, engineTable, types } = await runJob<'inspect'>(job, {
    deadlineMs: limits.inspectDeadlineMs,
    diskBytes: upload.bytes + catalogBytes,
    signal,
  });
  const catalog = await loadCatalog([{ database: ownDatabase, path: ownCatalog(folder) }]);
  const table = catalog.databases.get(ownDatabase)?.tables.get(name);
  if (table?.kind !== 'table') {
    catalog.close();
    throw new DryRunError('internal', { detail: 'the uploaded table is not in its catalog' });
  }
  const own: OwnTable = {
    name,
    table,
    origin: upload.fileName,
    engineTable,
    rows,
    types: {},
    isCorrectable: kind.format !== 'parquet',
    folder,
    bytes: upload.bytes,
    catalog,
  };
  return Object.keys(types).length === 0 ? own : withCorrectedTypes(own, new Map(Object.entries(types)));
}

/** Room for what is written beside the file: a few numbers a row group and column. */
const catalogBytes = 100_000_000;

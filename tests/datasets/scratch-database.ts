import { join } from 'node:path';
import { afterAll } from 'vitest';
import { type BuildDatabase, openDatabase } from '../../datasets/open-database.js';

/** The build's own database, closed when the tests of this file have ended. */
export async function scratchDatabase(folder: string): Promise<BuildDatabase> {
  const database = await openDatabase(join(folder, 'spill'));
  afterAll(() => database.close());
  return database;
}

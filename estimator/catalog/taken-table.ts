import type { Table } from './catalog.js';
import type { Relations } from './relations.js';

/** A table as a source describes it, before it belongs to a database: its relations are asked by an inventory later. */
export interface TakenTable extends Omit<Table, 'kind' | 'database' | 'inventory'> {
  readonly relations: Relations;
}

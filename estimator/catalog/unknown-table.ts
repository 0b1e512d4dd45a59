import type { Table } from './catalog.js';
import type { Inventory } from './inventory.js';

type Described = Pick<Table, 'database' | 'name' | 'columns' | 'partitionKeys' | 'format'>;

/** A table of which the definition is known and no byte: its scans have columns, and sizes that are not known. */
export function unknownTable(described: Described): Table {
  return {
    kind: 'table',
    ...described,
    columnOrder: null,
    codec: 'unknown',
    location: '',
    storedBytes: null,
    inventory: nothingKnown,
    projection: null,
    refusal: null,
    partitionTransforms: [],
  };
}

const nothingKnown: Inventory = {
  partitions: async () => null,
  measure: () => Promise.reject(new Error('a table without known partitions is not measured')),
  partitionsHolding: () => Promise.reject(new Error('a table without known partitions holds none')),
  objectPaths: async () => [],
};

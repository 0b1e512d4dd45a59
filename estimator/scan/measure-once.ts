import type { Inventory, Measure, MeasureRequest } from '../catalog/inventory.js';

export type MeasureTable = (inventory: Inventory, request: MeasureRequest) => Promise<Measure>;

/** Measures tables, each request once: CTEs that are written out many times ask the same again and again. */
export function measureOnce(): MeasureTable {
  const known = new Map<Inventory, Map<string, Promise<Measure>>>();
  return (inventory, request) => {
    const measures = known.get(inventory) ?? new Map<string, Promise<Measure>>();
    known.set(inventory, measures);
    const key = textOf(request);
    const measure = measures.get(key) ?? inventory.measure(request);
    measures.set(key, measure);
    return measure;
  };
}

function textOf({ domains, ...request }: MeasureRequest): string {
  return JSON.stringify([request, [...domains]], (_, value: unknown) =>
    typeof value === 'bigint' ? `${value}n` : value,
  );
}

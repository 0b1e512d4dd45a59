import type { Value } from '../sql/value.js';

/** A value that projection gives a partition key. */
export interface ProjectedValue {
  /** As it stands in the location of the partition. */
  readonly text: string;
  /** In the type of the key. */
  readonly value: Value;
}

/** The values of one partition key that its projection gives. */
export interface ProjectedKey {
  /** At most so many; null: any value that the query names (`injected`). */
  readonly count: number | null;
  readonly values: () => Iterable<ProjectedValue>;
  /** The projected value of this text, or null where the projection does not give it. */
  readonly find: (text: string) => ProjectedValue | null;
}

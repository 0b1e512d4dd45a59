/** Values by their key, of which those that were used longest ago are dropped. */
export interface LastUsed<Value> {
  readonly find: (key: string) => Value | undefined;
  readonly keep: (key: string, value: Value) => void;
  readonly drop: (key: string) => void;
}

export function keepLastUsed<Value>(most: number): LastUsed<Value> {
  /** The one that was used longest ago is the first. */
  const values = new Map<string, Value>();
  const keep = (key: string, value: Value): void => {
    values.delete(key);
    values.set(key, value);
    const oldest = values.keys().next().value;
    if (values.size > most && oldest !== undefined) values.delete(oldest);
  };
  return {
    find(key) {
      const value = values.get(key);
      if (value !== undefined) keep(key, value);
      return value;
    },
    keep,
    drop: (key) => void values.delete(key),
  };
}

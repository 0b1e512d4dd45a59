export interface CountedReads<Value> {
  /** Behaves like the original. */
  readonly value: Value;
  /** How often a property of it, or of anything inside it, was read. */
  readonly reads: () => number;
}

/** A value that counts how often any part of it is read. */
export function countingReads<Value extends object>(original: Value): CountedReads<Value> {
  let reads = 0;
  const proxies = new WeakMap<object, object>();
  const wrap = <Part extends object>(part: Part): Part => {
    const known = proxies.get(part);
    if (known !== undefined) return known as Part;
    const proxy = new Proxy(part, {
      get(target, key, receiver) {
        reads += 1;
        const found: unknown = Reflect.get(target, key, receiver);
        return typeof found === 'object' && found !== null ? wrap(found) : found;
      },
    });
    proxies.set(part, proxy);
    return proxy;
  };
  return { value: wrap(original), reads: () => reads };
}

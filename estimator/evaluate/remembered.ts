/** A function that computes its result once for each argument; for few distinct arguments asked many times. */
export function remembered<Argument, Result>(
  compute: (argument: Argument) => Result,
): (argument: Argument) => Result {
  const known = new Map<Argument, { readonly result: Result }>();
  return (argument) => {
    const found = known.get(argument);
    if (found !== undefined) return found.result;
    const result = compute(argument);
    known.set(argument, { result });
    return result;
  };
}

/** Items by the file they are about, in order; what is about no file is in no group. */
export function groupByFile<Item>(
  items: readonly Item[],
  fileOf: (item: Item) => string | null,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const file = fileOf(item);
    if (file === null) continue;
    const group = groups.get(file) ?? [];
    groups.set(file, group);
    group.push(item);
  }
  return groups;
}

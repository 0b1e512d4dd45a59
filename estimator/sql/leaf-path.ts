/** A field of the struct at `parent`, as one text: `a.b`; a name with a dot is quoted, so `"a.b"` is one step. */
export function fieldPath(parent: string, name: string): string {
  const step = name === '' || /[."]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
  return parent === '' ? step : `${parent}.${step}`;
}

/** The path of a column or of a field inside one, outermost name first. */
export function leafPath(names: readonly string[]): string {
  return names.reduce(fieldPath, '');
}

/** The names of a path that `fieldPath` wrote, outermost first. */
export function namesOf(path: string): readonly string[] {
  const steps = path.match(/"(?:[^"]|"")*"|[^."]+/g) ?? [];
  return steps.map((step) => (step.startsWith('"') ? step.slice(1, -1).replaceAll('""', '"') : step));
}

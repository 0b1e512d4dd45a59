import type { MappedText, Piece } from './statement-text.js';

/** Placeholders of the tools that make SQL from templates: shell, Jinja (dbt, Airflow), Python's pyformat. */
export type PlaceholderForm = 'dollar' | 'jinja' | 'jinja_block' | 'pyformat';

/** A bound on the length of one placeholder keeps reading linear. */
const forms: readonly { readonly form: PlaceholderForm; readonly pattern: RegExp }[] = [
  { form: 'dollar', pattern: /\$\{([^{}\n]{1,200})\}/y },
  { form: 'jinja', pattern: /\{\{([^\n]{1,500}?)\}\}/y },
  { form: 'jinja_block', pattern: /\{%([\s\S]{0,2000}?)%\}/y },
  { form: 'jinja_block', pattern: /\{#([\s\S]{0,2000}?)#\}/y },
  { form: 'pyformat', pattern: /%\((\w{1,200})\)s\b/y },
];

export interface Placeholder {
  readonly form: PlaceholderForm;
  readonly start: number;
  readonly end: number;
  /** What stands between the braces, trimmed. */
  readonly name: string;
}

/** The placeholder that starts at an offset, or null. */
export function placeholderAt(text: string, offset: number): Placeholder | null {
  const first = text[offset];
  if (first !== '$' && first !== '{' && first !== '%') return null;
  for (const { form, pattern } of forms) {
    pattern.lastIndex = offset;
    const match = pattern.exec(text);
    if (match === null) continue;
    return { form, start: offset, end: offset + match[0].length, name: (match[1] ?? '').trim() };
  }
  return null;
}

/**
 * Puts the values of parameters in the place of `${name}`, `{{ name }}` and `%(name)s`, also inside strings.
 * Values are put in as they are, as template tools do; placeholders of other names stay.
 */
export function fillParameters(text: string, parameters: Readonly<Record<string, string>>): MappedText {
  const pieces: Piece[] = [];
  let filled = '';
  let copied = 0;
  const candidates = /\$\{|\{\{|%\(/g;
  if (Object.keys(parameters).length > 0) {
    for (let match = candidates.exec(text); match !== null; match = candidates.exec(text)) {
      const placeholder = placeholderAt(text, match.index);
      if (placeholder === null || !Object.hasOwn(parameters, placeholder.name)) continue;
      pieces.push({ at: filled.length, origin: copied, fixed: false });
      filled += text.slice(copied, placeholder.start);
      pieces.push({ at: filled.length, origin: placeholder.start, fixed: true });
      filled += parameters[placeholder.name] ?? '';
      copied = placeholder.end;
      candidates.lastIndex = copied;
    }
  }
  pieces.push({ at: filled.length, origin: copied, fixed: false });
  return { text: filled + text.slice(copied), pieces };
}

/** One JSON token after any white space, and what it leaves to expect. */
const token =
  /\s*(?:([{[])|([}\]])|(,)|(:)|("(?:[^"\\\n\r\t]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))/y;

type Expected = 'value' | 'value_or_end' | 'key' | 'key_or_end' | 'colon' | 'comma_or_end' | 'nothing';

/** Where a text stops being JSON; V8's own messages say it only sometimes. The length of the text if it ends too early. */
export function jsonErrorOffset(text: string): number {
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  let at = 0;
  for (;;) {
    token.lastIndex = at;
    const match = token.exec(text);
    const next: Expected | null = match === null ? null : follow(match, expected, open);
    if (next === null) return at + text.slice(at).search(/\S|$/);
    expected = next;
    at = token.lastIndex;
  }
}

function follow(match: RegExpExecArray, expected: Expected, open: ('{' | '[')[]): Expected | null {
  const [, opening, closing, comma, colon, string] = match;
  const isValue = expected === 'value' || expected === 'value_or_end';
  if (opening === '{' || opening === '[') {
    if (!isValue) return null;
    open.push(opening);
    return opening === '{' ? 'key_or_end' : 'value_or_end';
  }
  if (closing !== undefined) {
    const canEnd = expected === 'comma_or_end' || expected === 'value_or_end' || expected === 'key_or_end';
    if (!canEnd || open.pop() !== (closing === '}' ? '{' : '[')) return null;
    return afterValue(open);
  }
  if (comma !== undefined) {
    if (expected !== 'comma_or_end') return null;
    return open.at(-1) === '{' ? 'key' : 'value';
  }
  if (colon !== undefined) return expected === 'colon' ? 'value' : null;
  if (string !== undefined && (expected === 'key' || expected === 'key_or_end')) return 'colon';
  return isValue ? afterValue(open) : null;
}

function afterValue(open: readonly string[]): Expected {
  return open.length === 0 ? 'nothing' : 'comma_or_end';
}

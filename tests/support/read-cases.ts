import { readFileSync } from 'node:fs';

/** One case of tests/cases: a text and what must be said of it. */
export interface Case {
  readonly name: string;
  readonly sql: string;
  /** Null where the kind is not stated. */
  readonly kind: string | null;
  /** Values for `${name}` in the text. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly scans: readonly ExpectedScan[];
  readonly errors: readonly ExpectedError[];
}

export interface ExpectedScan {
  readonly table: string;
  readonly columns: readonly string[];
  /** `kept/total`, or null where partitions are not stated (unpartitioned tables). */
  readonly partitions: string | null;
  /** Row groups `kept/total`, or null where they are not stated. */
  readonly groups: string | null;
  readonly reasons: readonly string[];
}

export interface ExpectedError {
  readonly code: string;
  /** `line:column`, or null where the place is not stated. */
  readonly place: string | null;
}

const scanLine = /^([\w$]+) \[([^\]]*)\](?: (\d+\/\d+))?(?: groups (\d+\/\d+))?(?: \(([^)]*)\))?$/;
const errorLine = /^(\w+)(?: (\d+:\d+))?$/;

/**
 * Reads a file of cases strictly: an unknown key, a broken line, a case without SQL or without expectation (`-- scan:
 * none` where nothing is read), or two of one name is an error. A line that starts with `-- ` is never SQL.
 */
export function readCases(file: URL): readonly Case[] {
  const blocks = readFileSync(file, 'utf8').split(/^-- case: /m);
  if (blocks[0]?.trim() !== '') throw new Error(`${file.pathname}: text before the first case`);
  const cases = blocks.slice(1).map(readCase);
  const names = new Set(cases.map(({ name }) => name));
  if (names.size < cases.length) throw new Error(`${file.pathname}: two cases of one name`);
  return cases;
}

function readCase(block: string): Case {
  const [name = '', ...lines] = block.split('\n');
  const expectations = lines.filter((line) => line.startsWith('-- '));
  const sql = lines
    .filter((line) => !line.startsWith('-- '))
    .join('\n')
    .trim();
  if (sql === '') throw new Error(`case "${name}" has no SQL`);
  const scans: ExpectedScan[] = [];
  const errors: ExpectedError[] = [];
  const parameters: Record<string, string> = {};
  let kind: string | null = null;
  let readsNothing = false;
  for (const line of expectations) {
    const [, key, value = ''] = /^-- (\w+): (.*)$/.exec(line) ?? [];
    if (key === 'scan' && value === 'none') readsNothing = true;
    else if (key === 'scan') scans.push(readScan(value, name));
    else if (key === 'kind') kind = value;
    else if (key === 'param') {
      const [parameter = '', filling = ''] = value.split('=');
      parameters[parameter] = filling;
    } else if (key === 'error') errors.push(readError(value, name));
    else throw new Error(`case "${name}": unknown line ${line}`);
  }
  const expectsSomething = scans.length + errors.length > 0;
  if (readsNothing === expectsSomething)
    throw new Error(`case "${name}" expects nothing, or nothing and something`);
  return { name, sql, kind, parameters, scans, errors };
}

function readScan(text: string, name: string): ExpectedScan {
  const match = scanLine.exec(text);
  if (match === null) throw new Error(`case "${name}": not a scan: ${text}`);
  return {
    table: match[1] ?? '',
    columns: listOf(match[2]),
    partitions: match[3] ?? null,
    groups: match[4] ?? null,
    reasons: listOf(match[5]),
  };
}

function readError(text: string, name: string): ExpectedError {
  const match = errorLine.exec(text);
  if (match === null) throw new Error(`case "${name}": not an error: ${text}`);
  return { code: match[1] ?? '', place: match[2] ?? null };
}

function listOf(text: string | undefined): readonly string[] {
  return text === undefined || text === '' ? [] : text.split(', ');
}

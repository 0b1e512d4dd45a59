import { readFileSync } from 'node:fs';

/** One case of tests/cases: a text and what must be said of it. */
export interface Case {
  readonly name: string;
  readonly sql: string;
  readonly scans: readonly ExpectedScan[];
  readonly errors: readonly ExpectedError[];
}

export interface ExpectedScan {
  readonly table: string;
  readonly columns: readonly string[];
  /** `kept/total`, or null where partitions are not stated (unpartitioned tables). */
  readonly partitions: string | null;
  readonly reasons: readonly string[];
}

export interface ExpectedError {
  readonly code: string;
  /** `line:column`, or null where the place is not stated. */
  readonly place: string | null;
}

const scanLine = /^(\w+) \[([^\]]*)\](?: (\d+\/\d+))?(?: \(([^)]*)\))?$/;
const errorLine = /^(\w+)(?: (\d+:\d+))?$/;

/** Reads a file of cases strictly: an unknown key, a broken line or a case without SQL is an error. */
export function readCases(file: URL): readonly Case[] {
  const blocks = readFileSync(file, 'utf8').split(/^-- case: /m);
  if (blocks[0]?.trim() !== '') throw new Error(`${file.pathname}: text before the first case`);
  return blocks.slice(1).map(readCase);
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
  for (const line of expectations) {
    const [, key, value = ''] = /^-- (\w+): (.*)$/.exec(line) ?? [];
    if (key === 'scan') scans.push(readScan(value, name));
    else if (key === 'error') errors.push(readError(value, name));
    else throw new Error(`case "${name}": unknown line ${line}`);
  }
  return { name, sql, scans, errors };
}

function readScan(text: string, name: string): ExpectedScan {
  const match = scanLine.exec(text);
  if (match === null) throw new Error(`case "${name}": not a scan: ${text}`);
  return {
    table: match[1] ?? '',
    columns: listOf(match[2]),
    partitions: match[3] ?? null,
    reasons: listOf(match[4]),
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

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Finding } from '../../estimator/check/check-report.js';
import type { CheckSettings } from '../../estimator/check/check-settings.js';
import { rules } from '../../estimator/check/rules/registry.js';
import { ruleIds, ruleLevelDefaults } from '../../estimator/check/rules/rule-levels.js';
import { inWarehouse } from './in-warehouse.js';

const pages = fileURLToPath(new URL('../../docs/rules/', import.meta.url));

const warehouse = inWarehouse();

async function findings(text: string, rules: CheckSettings['rules'] = {}): Promise<readonly Finding[]> {
  const { statements, check } = await warehouse.check(text, { rules });
  expect(statements.flatMap(({ errors }) => errors)).toEqual([]);
  return [...statements.flatMap((statement) => statement.findings), ...check.findings];
}

/** `rule line:column bytes` of each finding. */
async function brief(text: string, rules?: CheckSettings['rules']): Promise<readonly string[]> {
  return (await findings(text, rules)).map(
    ({ rule, line, column, bytes }) => `${rule} ${line}:${column} ${bytes}`,
  );
}

const page = (id: string): string => readFileSync(join(pages, `${id}.md`), 'utf8');

test('every rule has a page, and every page a rule', () => {
  const names = readdirSync(pages).map((name) => name.replace(/\.md$/, ''));
  expect(names.sort()).toEqual([...ruleIds].sort());
});

test.each(ruleIds)('the page of %s says what the rule says', async (id) => {
  const text = page(id);
  const [found = '', better = ''] = [...text.matchAll(/```sql\n(.*?)```/gs)].map(([, sql]) => sql);
  const [, quote = ''] = /\n> (.*?)\n\n/s.exec(text) ?? [];
  expect(text.startsWith(`# ${id}\n\n${rules[id].summary}\n`)).toBe(true);
  expect(text).toContain(`**Default level:** \`${ruleLevelDefaults[id]}\``);
  const own = (await findings(found)).filter(({ rule }) => rule === id);
  expect(own.map(({ message, level }) => ({ message, level }))).toEqual([
    { message: quote.replaceAll('\n> ', ' '), level: ruleLevelDefaults[id] },
  ]);
  expect((await findings(better)).filter(({ rule }) => rule === id)).toEqual([]);
});

test.each<[string, string, readonly string[]]>([
  ...["dt > '2000'", 'dt IS NOT NULL', 'length(dt) > 0', "dt = '2024-01-01' OR path = 'a'"].map(
    (filter): [string, string, readonly string[]] => [
      `${filter} is a filter, but keeps all`,
      `SELECT path FROM logs WHERE ${filter}`,
      [`filter-without-pruning 1:${29 + (filter.startsWith('length') ? 7 : 0)} 3000000000`],
    ],
  ),
  ['a filter that is not evaluated proves nothing', "SELECT path FROM logs WHERE soundex(dt) = 'a'", []],
  [
    'a key known at run time, where the sizes of columns are not known',
    'SELECT sum(amount) FROM events WHERE dt = (SELECT max(dt) FROM events)',
    ['filter-without-pruning 1:25 457142857'],
  ],
  [
    'keys of a subquery',
    'SELECT path FROM logs WHERE dt IN (SELECT a FROM tiny)',
    ['filter-without-pruning 1:29 3000000000'],
  ],
  ['a small table costs the minimum anyway', 'SELECT a FROM tiny', []],
  [
    'the table is where the finding stands',
    'SELECT l.path\nFROM users u\nJOIN logs l ON u.user_id = l.user_id',
    ['partition-filter 3:6 3000000000'],
  ],
  ['DDL and statements that cost nothing', 'SHOW TABLES; EXPLAIN SELECT path FROM logs', []],
  [
    'each statement has its own',
    "SELECT path FROM logs WHERE dt = '2024-01-01';\nSELECT path FROM logs",
    ['partition-filter 2:18 3000000000'],
  ],
  [
    'a key known at run time',
    'SELECT path FROM logs WHERE dt = (SELECT max(a) FROM tiny)',
    ['filter-without-pruning 1:18 3000000000'],
  ],
  [
    'a range that is no range in time',
    "SELECT path FROM logs WHERE path LIKE '/a%'",
    ['partition-filter 1:18 3000000000'],
  ],
  [
    'a star in a branch, and in a qualified form',
    "SELECT e.* FROM events e WHERE dt = '2024-01-01'",
    ['select-star 1:10 2000000000'],
  ],
  [
    'a star that the outer query does not use',
    "SELECT count(id) FROM (SELECT * FROM events WHERE dt = '2024-01-01')",
    [],
  ],
  [
    'a star through a CTE',
    "WITH e AS (SELECT * FROM events WHERE dt = '2024-01-01') SELECT * FROM e",
    ['select-star 1:65 2000000000'],
  ],
  ['a star over chosen columns', "SELECT * FROM (SELECT id, kind FROM events WHERE dt = '2024-01-01')", []],
  [
    'a self join by different partitions',
    "SELECT a.id FROM events a JOIN events b ON a.id = b.id WHERE a.dt = '2024-01-01' AND b.dt = '2024-01-02'",
    [],
  ],
  [
    'a cross join with one row',
    "SELECT l.path FROM logs l, (SELECT max(a) FROM tiny) m WHERE l.dt = '2024-01-01'",
    [],
  ],
  [
    'a cross join that WHERE joins is none',
    "SELECT l.path FROM logs l CROSS JOIN users u WHERE l.user_id = u.user_id AND l.dt = '2024-01-01'",
    [],
  ],
  [
    'UNNEST is no table',
    "SELECT l.path FROM logs l CROSS JOIN UNNEST(ARRAY[1, 2]) x (n) WHERE l.dt = '2024-01-01'",
    [],
  ],
  ['a limit that may stop', "SELECT path FROM logs WHERE dt = '2024-01-01' LIMIT 10", []],
  [
    'a limit behind an aggregation',
    "SELECT path, count(*) FROM logs WHERE dt = '2024-01-01' GROUP BY path LIMIT 10",
    ['limit-saves-nothing 1:71 1000000000'],
  ],
])('%s', async (_, sql, expected) => {
  expect(await brief(sql)).toEqual(expected);
});

test('levels and tables are configured', async () => {
  const sql = 'SELECT path FROM logs';
  expect(await findings(sql, { 'partition-filter': { level: 'off' } })).toEqual([]);
  const [failing] = await findings(sql, { 'partition-filter': { level: 'fail', tables: ['log?'] } });
  expect(failing?.level).toBe('fail');
  expect(await findings(sql, { 'partition-filter': { level: 'fail', tables: ['sales.*'] } })).toMatchObject([
    { rule: 'configuration', message: expect.stringContaining('sales.*') },
  ]);
  expect(await findings(sql, { 'partition-filter': { level: 'fail', tables: ['default.*'] } })).toHaveLength(
    1,
  );
});

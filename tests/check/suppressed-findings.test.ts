import { expect, test } from 'vitest';
import { inWarehouse } from './in-warehouse.js';

const warehouse = inWarehouse();

/** `rule line:column` of what is told, and `rule: reason` of what is kept quiet. */
async function told(
  text: string,
): Promise<{ readonly found: readonly string[]; readonly quiet: readonly string[] }> {
  const { statements, check } = await warehouse.check(text, {
    budgets: [{ of: 'statement', per: 'run', limit: { unit: 'bytes', value: 3.5e9 } }],
  });
  const findings = [...statements.flatMap((statement) => statement.findings), ...check.findings];
  return {
    found: findings.map(({ rule, line, column }) => `${rule} ${line}:${column}`),
    quiet: statements.flatMap(({ suppressed = [] }) =>
      suppressed.map(({ rule, reason }) => `${rule}: ${reason}`),
    ),
  };
}

test.each<[string, string, readonly string[], readonly string[]]>([
  [
    'before',
    '-- athena-dryrun: ignore partition-filter -- audit\nSELECT path FROM logs',
    [],
    ['partition-filter: audit'],
  ],
  [
    'inside',
    'SELECT path -- athena-dryrun: ignore partition-filter -- audit\nFROM logs',
    [],
    ['partition-filter: audit'],
  ],
  [
    'after it',
    'SELECT path FROM logs; -- athena-dryrun: ignore partition-filter -- audit',
    [],
    ['partition-filter: audit'],
  ],
  [
    'only its own statement',
    'SELECT path FROM logs; -- athena-dryrun: ignore partition-filter -- audit\nSELECT path FROM logs',
    ['partition-filter 2:18'],
    ['partition-filter: audit'],
  ],
  [
    'the next one on the same line',
    'SELECT path FROM logs; SELECT path FROM logs -- athena-dryrun: ignore partition-filter -- audit',
    ['partition-filter 1:18'],
    ['partition-filter: audit'],
  ],
  [
    'a budget',
    "-- athena-dryrun: ignore budget -- backfill\nSELECT kind FROM events, tiny WHERE dt > ''; SELECT id, at, kind, amount, payload FROM events WHERE dt > ''",
    ['filter-without-pruning 2:37', 'cross-join 2:26', 'budget 2:46', 'filter-without-pruning 2:101'],
    ['budget: backfill'],
  ],
  ['nothing', '-- athena-dryrun: ignore cross-join -- old\nSELECT 1', ['unused-suppression 1:1'], []],
  [
    'without a reason',
    '-- athena-dryrun: ignore partition-filter\nSELECT path FROM logs',
    ['partition-filter 2:18', 'suppression 1:1'],
    [],
  ],
  [
    'after the last statement',
    'SELECT 1;\n\n-- athena-dryrun: ignore cross-join -- old',
    ['unused-suppression 3:1'],
    [],
  ],
])('%s', async (_, text, found, quiet) => {
  expect(await told(text)).toEqual({ found, quiet });
});

test('what cannot be estimated needs no suppression to be used', async () => {
  const { statements, check } = await warehouse.check(
    '-- athena-dryrun: ignore cross-join -- old\nSELECT x FROM nowhere',
  );
  expect({ verdict: check.verdict, errors: statements[0]?.errors.length, findings: check.findings }).toEqual({
    verdict: 'error',
    errors: 1,
    findings: [],
  });
});

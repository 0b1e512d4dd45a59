import { expect, test } from 'vitest';
import type { RuleSetting } from '../../estimator/check/check-settings.js';
import { inWarehouse } from './in-warehouse.js';

const warehouse = inWarehouse();

test.each<[readonly string[], readonly string[]]>([
  [['events', 'default.*', 'EVENTS'], ['EVENTS']],
  [['evnts'], ['evnts']],
  [['billing.*'], ['billing.*']],
])('of the tables %j of a rule, those that fit no table are told', async (tables, unfit) => {
  const setting: RuleSetting = { level: 'fail', tables };
  const { check } = await warehouse.check('SELECT 1', { rules: { 'partition-filter': setting } });
  expect(check.findings.map(({ rule, level, message }) => [rule, level, message.split(' ', 1)[0]])).toEqual(
    unfit.map((glob) => ['configuration', 'warn', glob]),
  );
});

test('the nearest table is named', async () => {
  const setting: RuleSetting = { level: 'fail', tables: ['default.evnts'] };
  const { check } = await warehouse.check('SELECT 1', { rules: { 'partition-filter': setting } });
  expect(check.findings[0]?.message).toBe(
    'default.evnts of the tables of partition-filter fits no table of the catalog, so the rule says nothing about it. Did you mean default.events?',
  );
});

test.each(['abc', '0', '-1', '1e300', '1000000001', '30 (daily)', ''])(
  'runs-per-month: %s counts for nothing, and that is told',
  async (runs) => {
    const text = `-- runs-per-month: 30\nSELECT 1;\n  -- runs-per-month: ${runs}\nSELECT 2`;
    const { statements, check } = await warehouse.check(text);
    expect(statements.map(({ runsPerMonth }) => runsPerMonth)).toEqual([30, 30]);
    expect(check.findings).toMatchObject([{ rule: 'runs-per-month', level: 'warn', line: 3, column: 3 }]);
  },
);

test.each(['run-per-month: 5', 'runs per month: 5', 'runs_per_month = 5', 'Runs-Per-Months: 5'])(
  '%s is a slip of the name, and told',
  async (comment) => {
    const { statements, check } = await warehouse.check(`-- ${comment}\nSELECT 1`);
    expect(statements[0]).not.toHaveProperty('runsPerMonth');
    expect(check.findings).toMatchObject([{ rule: 'runs-per-month', line: 1 }]);
  },
);

test('block comments say the same', async () => {
  const text =
    '/* runs-per-month: 30 */ SELECT path FROM logs /* athena-dryrun: ignore partition-filter -- audit */';
  const { statements, check } = await warehouse.check(text);
  expect(statements).toMatchObject([{ runsPerMonth: 30, findings: [], suppressed: [{ reason: 'audit' }] }]);
  expect(check.findings).toEqual([]);
});

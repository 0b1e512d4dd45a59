import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseConfig } from '../../estimator/config/config-file.js';
import { runsPerMonthRule } from '../../estimator/runs-per-month.js';

function complaintAbout(text: string): string {
  try {
    parseConfig('a.yml', parse(text));
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  return 'nothing is wrong';
}

const noAmount = 'is no amount; write it as "2 GB" or "$0.50".';

test.each([
  ['budgets: {statement: 5 zorkmids}', `budgets.statement: 5 zorkmids ${noAmount}`],
  ['budgets: {statement: 5}', `budgets.statement: 5 ${noAmount}`],
  ['budgets: {statement: [1]}', `budgets.statement: [1] ${noAmount}`],
  ['budgets: {file: {month: 0.5 B}}', `budgets.file.month: 0.5 B ${noAmount}`],
  ['budgets: {file: {month: .inf}}', `budgets.file.month: Infinity ${noAmount}`],
  ['budgets: 2 GB', 'budgets: a mapping of keys to values was expected, not "2 GB".'],
  ['budgets: {}', 'budgets: say statement, file or total.'],
  ['budgets: {statement: {}}', 'budgets.statement: say run or month.'],
  ['increase: {}', 'increase: say percent or absolute.'],
  ['increase: {percent: -1}', 'increase.percent: a number of at least 0 was expected, not -1.'],
  ['increase: {percent: .inf}', 'increase.percent: a finite number was expected, not Infinity.'],
  ['increase: {percent: 5 %}', 'increase.percent: a number was expected, not "5 %".'],
  [
    'rules: {select-star: of}',
    'rules.select-star: of is none of off, note, warn and fail. Did you mean off?',
  ],
  ['rules: {select-star: 1}', 'rules.select-star: 1 is none of off, note, warn and fail.'],
  [
    'rules: {select-star: {level: wran}}',
    'rules.select-star.level: wran is none of off, note, warn and fail. Did you mean warn?',
  ],
  ['rules: {select-star: {tables: events}}', 'rules.select-star.tables: a list was expected, not "events".'],
  ['rules: {select-star: {tables: []}}', 'rules.select-star.tables: name at least one table.'],
  ['unknown: alow', 'unknown: alow is none of allow, warn and fail. Did you mean allow?'],
  ['database: 5', 'database: a text was expected, not 5.'],
  ['files: {a: 1}', 'files: a text was expected, not a mapping.'],
  ['files: [a.sql, 1]', 'files.1: a text was expected, not 1.'],
  ['params: {a: [1]}', 'params.a: a text, a number or true or false was expected, not a list.'],
])('%s', (text, complaint) => {
  expect(complaintAbout(text)).toBe(`a.yml is not a usable configuration: ${complaint}`);
});

test.each(['-1', '0', '.inf', '.nan', '1e308', '1000000001', '"30"'])('%s is no number of runs', (runs) => {
  const complaint = / a number .*expected, not /;
  expect(complaintAbout(`runs-per-month: ${runs}`)).toMatch(/: runs-per-month: /);
  expect(complaintAbout(`runs-per-month: ${runs}`)).toMatch(complaint);
  expect(complaintAbout(`runs-per-month: {"a/**": ${runs}}`)).toMatch(/: runs-per-month\.a\/\*\*: /);
});

test('the rule of runs is said', () => {
  expect(complaintAbout('runs-per-month: 0')).toContain(`${runsPerMonthRule} was expected, not 0.`);
});

test('short forms are read', () => {
  const {
    budgets,
    rules,
    files,
    'runs-per-month': runs,
  } = parseConfig(
    'a.yml',
    parse('{budgets: {statement: 2 GB}, rules: {select-star: off}, files: a.sql, runs-per-month: 0.25}'),
  );
  expect({ budgets, rules, files, runs }).toEqual({
    budgets: { statement: { run: { unit: 'bytes', value: 2e9 } } },
    rules: { 'select-star': { level: 'off' } },
    files: ['a.sql'],
    runs: { '**': 0.25 },
  });
});

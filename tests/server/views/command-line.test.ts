import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { asItIs } from '../../../server/table-size.js';
import { commandLine } from '../../../server/views/command-line.js';

test.each(["SELECT 'it''s' AS \"$HOME\" FROM t -- `x`\n;", 'SELECT 1'])('as a command: %s', (sql) => {
  const question = {
    sql,
    storedAs: null,
    database: 'csv',
    region: 'us-east-1',
    runsPerMonth: 3,
    tableSize: asItIs,
    sizedIn: 'csv',
  };
  const line = commandLine(question, [{ database: 'sales', path: "it's here/data" }]);
  const words = execFileSync('sh', ['-c', line.replace('npx athena-dryrun', 'printf "%s\\0"')], {
    encoding: 'utf8',
  });
  expect(words.split('\0')).toEqual([
    'estimate',
    ...[
      '--catalog',
      "sales=it's here/data",
      '--database',
      'csv',
      '--region',
      'us-east-1',
      '--runs-per-month',
      '3',
      '-e',
      sql,
    ],
    '',
  ]);
});

import { expect, test } from 'vitest';
import type { TableChange } from '../../estimator/sql/ddl.js';
import { readAlterTable } from '../../estimator/sql/ddl-alter-table.js';
import { splitStatements } from '../../estimator/sql/statement-split.js';

function read(text: string): TableChange {
  const [statement] = splitStatements(text);
  if (statement?.kind === 'unknown') throw statement.error;
  if (statement?.kind !== 'ddl') throw new Error(`${text} was read as ${statement?.kind}`);
  return readAlterTable(statement);
}

const int = { kind: 'integer', bits: 32 };

test.each([
  [
    `ALTER TABLE d.t ADD IF NOT EXISTS PARTITION (dt = '2024-01-15', Hour = 5) LOCATION 's3://b/x/'
     PARTITION (dt = "it's", hour = -1)`,
    {
      kind: 'add_partitions',
      ifNotExists: true,
      partitions: [
        {
          values: new Map([
            ['dt', '2024-01-15'],
            ['hour', '5'],
          ]),
          location: 's3://b/x/',
        },
        {
          values: new Map([
            ['dt', "it's"],
            ['hour', '-1'],
          ]),
          location: null,
        },
      ],
    },
  ],
  [
    "ALTER TABLE t DROP IF EXISTS PARTITION (dt = '1'), PARTITION (dt = '2')",
    { kind: 'drop_partitions', ifExists: true, partitions: [new Map([['dt', '1']]), new Map([['dt', '2']])] },
  ],
  [
    "ALTER TABLE t PARTITION (dt = '1') RENAME TO PARTITION (dt = '2')",
    { kind: 'rename_partition', from: new Map([['dt', '1']]), to: new Map([['dt', '2']]) },
  ],
  [
    "ALTER TABLE t ADD COLUMNS (a int COMMENT 'c')",
    { kind: 'add_columns', columns: [{ name: 'a', type: int, comment: 'c' }] },
  ],
  [
    'ALTER TABLE t REPLACE COLUMNS (a int)',
    { kind: 'replace_columns', columns: [{ name: 'a', type: int, comment: null }] },
  ],
  [
    'ALTER TABLE t CHANGE COLUMN a `B` int AFTER c',
    { kind: 'change_column', column: 'a', to: { name: 'b', type: int, comment: null } },
  ],
  ['ALTER TABLE t DROP COLUMN a', { kind: 'drop_column', column: 'a' }],
  ["ALTER TABLE t SET LOCATION 's3://b/'", { kind: 'set_location', partition: null, location: 's3://b/' }],
  [
    "ALTER TABLE t PARTITION (dt = '1') SET LOCATION 's3://b/'",
    { kind: 'set_location', partition: new Map([['dt', '1']]), location: 's3://b/' },
  ],
  [
    "ALTER TABLE t SET TBLPROPERTIES ('Projection.enabled' = 'true')",
    { kind: 'set_properties', properties: new Map([['projection.enabled', 'true']]) },
  ],
  ["ALTER TABLE t UNSET TBLPROPERTIES ('a', 'b')", { kind: 'unset_properties', names: ['a', 'b'] }],
])('%s', (text, expected) => {
  expect(read(text)).toEqual(expected);
});

test.each([
  ['ALTER TABLE t RENAME TO u', 'unsupported_syntax'],
  ["ALTER TABLE t ADD PARTITION dt = '1'", 'syntax'],
  ["ALTER TABLE t ADD PARTITION (dt = '1') AND MORE", 'syntax'],
])('%s', (text, code) => {
  expect(() => read(text)).toThrow(expect.objectContaining({ code }));
});

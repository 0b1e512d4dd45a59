import { expect } from 'vitest';
import type { StatementReport } from '../../estimator/report.js';
import type { Case } from './read-cases.js';

/** Checks what a report says of a case: its scans, its errors, its kind where it is stated. */
export function expectCase(statements: readonly StatementReport[], expected: Case): void {
  const scans = statements.flatMap((statement) => statement.scans);
  expect(
    scans.map(({ table, columns, reasons, partitions, rowGroups }, index) => ({
      table,
      columns,
      partitions: partitions === null ? null : `${partitions.kept}/${partitions.total}`,
      groups:
        expected.scans[index]?.groups == null || rowGroups === null
          ? null
          : `${rowGroups.kept}/${rowGroups.total}`,
      reasons: reasons.map(({ code }) => code).sort(),
    })),
  ).toEqual(expected.scans.map((scan) => ({ ...scan, reasons: [...scan.reasons].sort() })));
  expect(
    statements.flatMap(({ errors }) =>
      errors.map(({ code, line, column }, index) => ({
        code,
        place: expected.errors[index]?.place == null ? null : `${line}:${column}`,
      })),
    ),
  ).toEqual(expected.errors);
  if (expected.kind !== null) expect(statements.at(-1)?.kind).toBe(expected.kind);
}

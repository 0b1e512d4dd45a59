import Table from 'cli-table3';

const noBorders = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
} as const;

export interface PlainTable {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Columns from this one on are figures, set to the right. */
  readonly firstFigure: number;
}

/** Columns side by side without lines, as text for people. */
export function renderPlainTable({ headings, rows, firstFigure }: PlainTable): readonly string[] {
  const table = new Table({
    head: [...headings],
    chars: noBorders,
    colAligns: headings.map((_, index) => (index < firstFigure ? 'left' : 'right')),
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  for (const row of rows) table.push([...row]);
  const lines = table.toString().split('\n');
  return lines.map((line) => line.trimEnd());
}

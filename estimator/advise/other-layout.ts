import { layoutText } from '../render/layout-text.js';
import type { Adviser, StatementLayout } from './adviser.js';
import { gainOfLayout } from './gain-of-layout.js';

/** The tables that the statement reads, as another database of the catalog stores them. */
export const otherLayout: Adviser = {
  summary: 'Store the tables otherwise, as another database of the catalog does.',
  async suggest({ report }, { layouts, options }) {
    const present = layouts.find(({ layout }) => layout.database === options.database);
    const better = layouts.find((one) => one !== present && gainOfLayout(report, one.report) !== null);
    if (better === undefined) return [];
    const tables = [...new Set(report.scans.map(({ table }) => table))].join(', ');
    const now = present === undefined ? '' : ` instead of ${nameOf(present)}`;
    return [
      {
        message: `Store ${tables} as ${nameOf(better)}${now}`,
        because: `Database ${better.layout.database} of the catalog stores it so, and there the same statement was estimated; another statement may read more there.`,
        rows: 'same_data',
        place: null,
        change: { kind: 'layout', layout: better },
      },
    ];
  },
};

function nameOf({ layout }: StatementLayout): string {
  return `${layoutText(layout)} (${layout.database})`;
}

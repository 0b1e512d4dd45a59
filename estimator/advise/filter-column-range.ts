import type { EstimatedQuery } from '../estimated-statement.js';
import type { Clock } from '../evaluate/compiled.js';
import type { PlannedScan } from '../optimize/collect-scans.js';
import { conjunctUses } from '../scan/conjunct-uses.js';
import { extractDomains } from '../scan/extract-domains.js';
import type { Adviser, AdviserContext, Suggestion } from './adviser.js';
import { domainText } from './domain-text.js';
import { editsInText } from './edit.js';
import { quoteName } from './quote-name.js';
import { type ReferencedTable, referencedTables } from './referenced-tables.js';

/**
 * A filter on a function of a column, such as `year(ts) = 2024`: the range of the column that it means is asked too, in
 * the form by which every engine skips row groups.
 */
export const filterColumnRange: Adviser = {
  summary:
    'Ask for the range of a column that a function in the filter means, so that row groups are skipped.',
  async suggest(statement, context) {
    return statement.queries.flatMap((query) =>
      referencedTables(query, context.options).flatMap(
        (referenced) => suggestFor(query, referenced, context) ?? [],
      ),
    );
  },
};

function suggestFor(
  query: EstimatedQuery,
  { scans, place, report }: ReferencedTable,
  { text, clock }: AdviserContext,
): Suggestion | null {
  const [first, ...others] = scans.map((planned) => conditionOf(planned, place.qualifier, clock));
  if (first === undefined || first === null || others.some((other) => other?.text !== first.text))
    return null;
  const edits = editsInText(query, place.addCondition(first.text), text);
  if (edits === null) return null;
  return {
    message: `Ask for the range that the filter means: ${first.text}`,
    because: `Every row that passes the filter has such a value of ${first.columns}, so the condition drops no row; a function in the filter may keep the engine from skipping row groups by their statistics.`,
    rows: 'same',
    place: { line: report.line, column: report.column },
    change: { kind: 'rewrite', edits },
  };
}

interface Condition {
  readonly text: string;
  readonly columns: string;
}

/** What the filters mean for whole columns, beyond what any engine takes from them. */
function conditionOf({ scan }: PlannedScan, qualifier: string | null, clock: Clock): Condition | null {
  const { onData } = conjunctUses(scan);
  const sure = extractDomains(onData, { clock, unwrapsFunctions: false });
  const hoped = extractDomains(onData, { clock });
  if (sure.isNone || hoped.isNone) return null;
  const known = new Map(sure.leaves.map(({ name, domain }) => [name, printed(domain)]));
  const found = hoped.leaves.flatMap(({ name, path, symbol, domain }) => {
    if (path.length > 0 || known.get(name) === printed(domain)) return [];
    const column = qualifier === null ? quoteName(symbol.name) : `${qualifier}.${quoteName(symbol.name)}`;
    const text = domainText(column, domain);
    return text === null ? [] : [{ text, column: symbol.name }];
  });
  if (found.length === 0) return null;
  return {
    text: found.map((one) => one.text).join(' AND '),
    columns: found.map((one) => one.column).join(' and '),
  };
}

function printed(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part));
}

import { writerSettings } from '../../datasets/writer-settings.js';
import type { Table } from '../../estimator/catalog/catalog.js';
import { countOf } from '../../estimator/count-of.js';
import { formatBytes, formatWholeNumber } from '../../estimator/render/format-bytes.js';
import { formatUsd } from '../../estimator/render/format-usd.js';
import { layoutText } from '../../estimator/render/layout-text.js';
import { formatType } from '../../estimator/sql/format-type.js';
import { linkWithin } from '../link-within.js';
import { urls } from '../urls.js';
import { nameOf } from '../what-if/ask-what-if.js';
import {
  type ChoiceFields,
  isNested,
  type LayoutChoice,
  rowGroupOptions,
  storageOptions,
} from '../what-if/layout-choice.js';
import type { Side, WhatIf } from '../what-if/what-if.js';
import { type ErrorView, problemView } from './error-view.js';
import { intervalText } from './interval-text.js';
import { type FieldView, questionFields } from './question-fields.js';
import { scaleView } from './scale-view.js';
import { storageCost, storagePriceText } from './storage-cost.js';

/** Another layout for a table: what can be chosen, and what it would change. */
export interface WhatIfView {
  readonly sql: string;
  /** The rest of the question, which the form passes on. */
  readonly hidden: readonly FieldView[];
  readonly table: string | null;
  readonly tableLinks: readonly {
    readonly text: string;
    readonly href: string | null;
    readonly isCurrent: boolean;
  }[];
  readonly selects: readonly SelectView[];
  readonly rows: readonly RowView[];
  /** What was gained or lost, in one sentence. */
  readonly summary: string | null;
  readonly writer: string | null;
  readonly scale: string | null;
  readonly storagePrice: string;
  readonly playgroundHref: string | null;
  readonly problem: ErrorView | null;
}

export interface SelectView {
  readonly name: keyof ChoiceFields;
  readonly label: string;
  readonly options: readonly {
    readonly value: string;
    readonly text: string;
    readonly isSelected: boolean;
  }[];
}

/** One figure of both sides. */
export interface RowView {
  readonly what: string;
  readonly present: string;
  readonly changed: string | null;
}

export function whatIfView(answer: WhatIf, linkLength: number): WhatIfView {
  const { question, table, tables, present, changed, scale, problem } = answer;
  return {
    sql: question.sql,
    hidden: hiddenFields(answer),
    table: table === null ? null : nameOf(table),
    tableLinks: tables.map((one) => ({
      text: nameOf(one),
      href: linkWithin(linkLength, question, (asked) => urls.whatIf(asked, nameOf(one))),
      isCurrent: one === table,
    })),
    selects: table === null ? [] : selectsFor(table, answer.fields),
    rows: present === null ? [] : rowsOf(answer, present),
    summary: present === null || changed === null ? null : summaryOf(present, changed),
    writer: changed === null ? null : writerText(changed.choice),
    scale: scale === null || present === null ? null : scaleView(scale, question, present.report),
    storagePrice: storagePriceText(question.region),
    playgroundHref: linkWithin(linkLength, question, urls.playground),
    problem: problem === null ? null : problemView(problem, question.sql),
  };
}

function hiddenFields({ question, table }: WhatIf): WhatIfView['hidden'] {
  return [...questionFields(question), ...(table === null ? [] : [{ name: 'table', value: nameOf(table) }])];
}

const codecNames: Readonly<Record<string, string>> = {
  none: 'uncompressed',
  gzip: 'gzip',
  snappy: 'Snappy',
  zstd: 'Zstandard',
};
const formatNames: Readonly<Record<string, string>> = { parquet: 'Parquet', csv: 'CSV', json: 'JSON lines' };

function selectsFor(table: Table, fields: ChoiceFields): readonly SelectView[] {
  const columns = [...table.columns, ...table.partitionKeys]
    .filter(({ type }) => !isNested(formatType(type)))
    .map(({ name }) => ({ value: name, text: name }));
  const none = (text: string) => [{ value: '', text }, ...columns];
  const storage = Object.entries(storageOptions).map(([value, { format, codec }]) => ({
    value,
    text: `${formatNames[format]}, ${codecNames[codec]}`,
  }));
  const rowGroups = rowGroupOptions.map((rows) => ({
    value: String(rows),
    text: `${formatWholeNumber(rows)} rows`,
  }));
  const select = (
    name: keyof ChoiceFields,
    label: string,
    options: readonly { value: string; text: string }[],
  ) => ({
    name,
    label,
    options: options.map((option) => ({ ...option, isSelected: option.value === fields[name] })),
  });
  return [
    select('storage', 'Format and codec', storage),
    select('key1', 'Partition by', none('no key')),
    select('key2', 'then by', none('no key')),
    select('key3', 'then by', none('no key')),
    select('sort', 'Sort rows by', none('as they are')),
    select('rows', 'Row group (Parquet)', rowGroups),
  ];
}

function rowsOf({ changed, question: { region }, scale }: WhatIf, present: Side): readonly RowView[] {
  const counted = scale === null ? '' : ' of the sample';
  const row = (what: string, text: (side: Side) => string): RowView => ({
    what,
    present: text(present),
    changed: changed === null ? null : text(changed),
  });
  return [
    row('Layout', layoutText),
    row('Stored', ({ storedBytes }) => (storedBytes === null ? 'not known' : formatBytes(storedBytes))),
    row('Files', ({ objects }) => (objects === null ? 'not known' : countOf(objects, 'file') + counted)),
    row('Scanned', ({ report }) => intervalText(report.total.bytesScanned, formatBytes)),
    row('Billed', ({ report }) => intervalText(report.total.bytesBilled, formatBytes)),
    row('Cost a run', ({ report }) => intervalText(report.total.usd, formatUsd)),
    row('Storage a month', ({ storedBytes }) => storageCost(storedBytes, region)),
  ];
}

function summaryOf(present: Side, changed: Side): string {
  const [before, after] = [present.report.total, changed.report.total];
  const isExact = [before, after].every(({ bytesScanned: { low, high } }) => low === high);
  const times = timesText(before.bytesScanned.likely, after.bytesScanned.likely);
  const scanned = `Scans ${isExact ? '' : 'about '}${times}`;
  const stored = `stores ${timesText(present.storedBytes, changed.storedBytes)}`;
  const isMinimum =
    before.usd.likely === after.usd.likely && before.bytesScanned.likely !== after.bytesScanned.likely;
  const note = isMinimum ? ' The bill is the same: both are below what a query pays at least.' : '';
  return `${scanned} and ${stored}.${note}`;
}

/** `3.1 × less`, `1.2 × more`, `as much`. */
function timesText(before: number | null, after: number | null): string {
  if (before === null || after === null) return 'an amount that is not known';
  if (before === after) return 'as much';
  if (after === 0) return 'nothing any more';
  if (before === 0) return 'what was nothing before';
  const times = Math.max(before / after, after / before);
  const text = times < 9.95 ? times.toFixed(1) : formatWholeNumber(Math.round(times));
  if (text === '1.0') return 'nearly as much';
  return `${text} × ${after < before ? 'less' : 'more'}`;
}

function writerText(choice: LayoutChoice): string {
  const { rowGroupRows, compressionLevel, header } = writerSettings(choice);
  const settings = [
    `${formatNames[choice.format]}, ${codecNames[choice.codec]}`,
    ...(compressionLevel === undefined ? [] : [`level ${compressionLevel}`]),
    ...(rowGroupRows === undefined ? [] : [`row groups of ${formatWholeNumber(rowGroupRows)} rows`]),
    ...(header === true ? ['a header line'] : []),
    choice.partitionKeys.length === 0 ? 'one file' : 'one file a partition',
    choice.sortKey === null ? 'rows in their present order' : `rows sorted by ${choice.sortKey}`,
  ];
  return `Really written by DuckDB, then measured: ${settings.join(', ')}. It is deleted after some minutes.`;
}

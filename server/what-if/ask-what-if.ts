import type { Table } from '../../estimator/catalog/catalog.js';
import { DryRunError } from '../../estimator/errors.js';
import type { Report, ScanReport } from '../../estimator/report.js';
import { answerQuestion } from '../answer-question.js';
import { problemOf } from '../problem.js';
import type { Question } from '../question.js';
import { type Scale, scaleReport } from '../scale.js';
import type { Services } from '../services.js';
import { estimateRewritten } from './estimate-rewritten.js';
import { type ChoiceFields, choiceOf } from './layout-choice.js';
import type { Side, WhatIf } from './what-if.js';

/** What was asked: the question, the table (`database.table`, empty: the largest) and the layout. */
export interface WhatIfRequest {
  readonly question: Question;
  readonly tableName: string;
  readonly fields: ChoiceFields;
  /** `offer`: only the form; `find`: measured where it is written already; `write`: written where it is not. */
  readonly does: 'offer' | 'find' | 'write';
}

/** The question on a table as it is stored, and as it would be. What the user got wrong is a problem in the answer. */
export async function askWhatIf(services: Services, request: WhatIfRequest): Promise<WhatIf> {
  const { question, fields } = request;
  const answer = await answerQuestion(services, question, { compares: false });
  const nothing: WhatIf = {
    question,
    fields,
    tables: [],
    table: null,
    present: null,
    changed: null,
    scale: answer.scale,
    problem: answer.problem,
  };
  if (answer.report === null || hasErrors(answer.report)) return nothing;
  try {
    const tables = rewritableTables(answer.report, services);
    const table = tables.find((one) => nameOf(one) === request.tableName) ?? tables[0];
    if (table === undefined) throw new DryRunError('usage', { detail: nothingToWrite });
    const present = sideOf(table, answer.report, answer.scale);
    const offered = { ...nothing, tables, table, present };
    if (request.does === 'offer') return offered;
    return await measure(services, offered, table, request.does);
  } catch (error) {
    if (!(error instanceof DryRunError)) throw error;
    return { ...nothing, problem: problemOf(error, question.sql) };
  }
}

function hasErrors({ statements }: Report): boolean {
  return statements.some(({ errors }) => errors.length > 0);
}

const nothingToWrite =
  'The statement reads no table whose rows are on this machine as Parquet, CSV or JSON lines: there is nothing to write in another layout.';

async function measure(
  services: Services,
  offered: WhatIf,
  table: Table,
  does: 'find' | 'write',
): Promise<WhatIf> {
  const { question, fields, scale } = offered;
  try {
    const source = services.context.engineTableOf(table);
    if (source === null) throw new DryRunError('usage', { detail: nothingToWrite });
    const choice = choiceOf(fields, source);
    if (does === 'find' && !services.context.rewrites.has(source, choice)) return offered;
    const { table: rewritten, report } = await estimateRewritten(services, question, source, choice);
    const side = sideOf(rewritten, scale === null ? report : scaleReport(report, scale), scale);
    return { ...offered, changed: { ...side, choice } };
  } catch (error) {
    if (!(error instanceof DryRunError)) throw error;
    return { ...offered, problem: problemOf(error, question.sql) };
  }
}

/** Largest first: it is where the money is. */
function rewritableTables({ statements }: Report, { context }: Services): readonly Table[] {
  const found = new Map<string, Table>();
  for (const { database, table: name } of statements.flatMap(({ scans }) => scans)) {
    const table = context.catalog.databases.get(database)?.tables.get(name);
    if (table?.kind === 'table' && context.engineTableOf(table) !== null) found.set(nameOf(table), table);
  }
  return [...found.values()].sort((one, other) => (other.storedBytes ?? 0) - (one.storedBytes ?? 0));
}

/** `database.table` */
export function nameOf({ database, name }: Table): string {
  return `${database}.${name}`;
}

function objectsOf(table: Table, { statements }: Report): number | null {
  const isOfTable = (scan: ScanReport): boolean =>
    scan.database === table.database && scan.table === table.name;
  return statements.flatMap(({ scans }) => scans).find(isOfTable)?.objects?.total ?? null;
}

/** `report` is scaled already. */
function sideOf(table: Table, report: Report, scale: Scale | null): Side {
  const { format, codec, storedBytes } = table;
  return {
    format,
    codec,
    partitionKeys: table.partitionKeys.map(({ name }) => name),
    storedBytes: storedBytes === null ? null : Math.round(storedBytes * (scale?.factor ?? 1)),
    objects: objectsOf(table, report),
    report,
  };
}

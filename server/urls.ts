import type { ColorScheme } from '../estimator/render/range-chart.js';
import { formatRunsPerMonth } from '../estimator/runs-per-month.js';
import type { Question } from './question.js';

export type ChartWidth = 'narrow' | 'wide';

/** Every address of the playground. A page `/x` has its JSON twin at `/x.json`; the page `/` has `/estimate.json`. */
export const urls = {
  playground: (question: Question): string => `/?${queryOf(question)}`,
  estimateJson: (question: Question): string => `/estimate.json?${queryOf(question)}`,
  compare: (question: Question): string => `/compare?${queryOf(question)}`,
  compareJson: (question: Question): string => `/compare.json?${queryOf(question)}`,
  compareChart: (question: Question, width: ChartWidth, scheme: ColorScheme): string =>
    `/compare.svg?${queryOf(question)}&width=${width}&scheme=${scheme}`,
  /** `choice`: fields of the form that are filled in already. */
  whatIf: (question: Question, table = '', choice: Readonly<Record<string, string>> = {}): string =>
    `/what-if?${queryOf(question)}${table === '' ? '' : `&${new URLSearchParams({ table, ...choice })}`}`,
  advice: (question: Question): string => `/advice?${queryOf(question)}`,
  /** Runs the statements, too. */
  triedAdvice: (question: Question): string => `/advice/tried?${queryOf(question)}`,
  triedAdviceJson: (question: Question): string => `/advice/tried.json?${queryOf(question)}`,
  adviceJson: (question: Question): string => `/advice.json?${queryOf(question)}`,
  run: (question: Question): string => `/run?${queryOf(question)}`,
  runJson: (question: Question): string => `/run.json?${queryOf(question)}`,
  runStatus: (id: string): string => `/runs/${id}`,
  cancelRun: (id: string): string => `/runs/${id}/cancel`,
  result: (id: string, page: number): string => `/results/${id}?page=${page}`,
  resultCsv: (id: string): string => `/results/${id}.csv`,
  resultJson: (id: string): string => `/results/${id}.json`,
  /** Keeps a query that is too long for a URL. */
  link: '/link',
  asset: (name: string, version: string): string => `/assets/${version}/${name}`,
  home: '/',
  claims: '/claims',
  claimsJson: '/claims.json',
  data: '/data',
  dataJson: '/data.json',
  /** The page of the own data, which confirms a table. */
  addedData: (table: string): string => `/data?${new URLSearchParams({ added: table })}`,
  catalog: '/catalog',
  catalogJson: '/catalog.json',
  reference: '/reference',
  referenceJson: '/reference.json',
} as const;

function queryOf(question: Question): string {
  const { sql, storedAs, database, region, runsPerMonth, tableSize, sizedIn, wrongFields = {} } = question;
  const text = storedAs === null ? { sql } : { query: storedAs };
  const runs = wrongFields.runs ?? (runsPerMonth === null ? '' : formatRunsPerMonth(runsPerMonth));
  const size = wrongFields.size ?? (tableSize.bytes === null ? '' : String(tableSize.position));
  const of = size === '' || sizedIn === database ? '' : sizedIn;
  const given = Object.entries({ runs, size, of }).filter(([, value]) => value !== '');
  return new URLSearchParams({ ...text, database, region, ...Object.fromEntries(given) }).toString();
}

import { type Command, InvalidArgumentError, Option } from 'commander';
import type { TerabyteSize } from '../pricing/price-for.js';
import type { OutputFormat } from '../render/registry.js';
import { outputFormats } from '../render/registry.js';
import type { EngineName } from '../report.js';
import { parseRunsPerMonth, runsPerMonthRule } from '../runs-per-month.js';

/** The options that all estimating verbs share, as commander gives them. */
export interface SharedFlags<Format extends string = OutputFormat> {
  readonly catalog: readonly string[];
  readonly database?: string;
  readonly region?: string;
  /** Path of the configuration file. */
  readonly config?: string;
  readonly terabyte: TerabyteSize;
  readonly usdPerTerabyte?: number;
  readonly engine: EngineName;
  readonly at?: Date;
  readonly format: Format;
  readonly runsPerMonth?: number;
  readonly param: Readonly<Record<string, string>>;
  readonly showSql?: boolean;
}

/** Of the verbs that take any text. */
export interface EstimatingFlags extends SharedFlags {
  readonly execute: readonly string[];
}

/** Adds the options of the verbs that take any text; the flags that commander then gives are `EstimatingFlags`. */
export function addEstimatingOptions(command: Command): Command {
  command.option('-e, --execute <sql>', 'SQL text instead of a file (repeatable)', collect, []);
  return addSharedOptions(command, outputFormats);
}

/** Adds the shared options; the flags that commander then gives are `SharedFlags`. */
export function addSharedOptions(command: Command, formats: readonly string[]): Command {
  return command
    .option(
      '--catalog <[name=]path>',
      'catalog folder, data folder, DDL file or Glue JSON; NAME= mounts its tables as that database ' +
        '(repeatable, later wins; default: catalog of the configuration, else the built-in datasets)',
      collect,
      [],
    )
    .option(
      '--database <name>',
      'database of unqualified table names (default: "default", else the first of the catalog)',
    )
    .option('--region <name>', 'AWS region whose price applies (default: us-east-1)')
    .option('--config <file>', 'configuration (default: the first athena-dryrun.yml upwards from here)')
    .addOption(
      new Option('--terabyte <size>', 'bytes in a priced terabyte: 2^40 or 10^12')
        .choices(['binary', 'decimal'])
        .default('binary'),
    )
    .option('--usd-per-terabyte <usd>', 'own price instead of the region’s', parsePositive)
    .addOption(new Option('--engine <name>', 'byte model').choices(['athena', 'trino']).default('athena'))
    .option('--at <time>', 'what current_date and now() mean, ISO 8601 (default: now)', parseTime)
    .addOption(new Option('--format <name>', 'output').choices([...formats]).default('text'))
    .option('--runs-per-month <n>', 'also say the monthly bill', parseRuns)
    .option(
      '--param <name=value>',
      'value of a template placeholder of that name (repeatable)',
      collectPair,
      {},
    )
    .option('--show-sql', 'put the text of the statements into the report');
}

/** Gathers the values of an option that may stand several times. */
export function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

function collectPair(
  pair: string,
  before: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const at = pair.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('Write it as name=value.');
  return { ...before, [pair.slice(0, at).trim()]: pair.slice(at + 1) };
}

function parsePositive(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value <= 0) {
    throw new InvalidArgumentError('It must be a number above 0.');
  }
  return value;
}

function parseRuns(text: string): number {
  const runs = parseRunsPerMonth(text);
  if (runs === null) throw new InvalidArgumentError(`It must be ${runsPerMonthRule}.`);
  return runs;
}

const isoTime = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** Without a zone it is UTC, as Athena's clock is. */
function parseTime(text: string): Date {
  const match = isoTime.exec(text);
  const date = text.slice(0, 10);
  const clock = text.slice(11) || '00:00';
  const time = new Date(`${date}T${clock}${match?.[1] === undefined ? 'Z' : ''}`);
  const midnight = new Date(`${date}T00:00Z`);
  if (match === null || Number.isNaN(time.getTime()) || midnight.toISOString().slice(0, 10) !== date) {
    throw new InvalidArgumentError('Write it as 2024-01-15 or 2024-01-15T08:00:00Z.');
  }
  return time;
}

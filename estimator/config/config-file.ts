import * as v from 'valibot';
import { parseAmount } from '../check/amount.js';
import { budgetScopes, failOns, ruleLevels, unknownPolicies } from '../check/check-settings.js';
import { ruleIds } from '../check/rules/rule-levels.js';
import { DryRunError } from '../errors.js';
import { isRunsPerMonth, runsPerMonthRule } from '../runs-per-month.js';
import { describeConfigIssue } from './describe-config-issue.js';

/** Where a mapping has a short form, it decides which one is meant, so that one thing is said to be wrong. */
function isMapping(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const amount = v.pipe(
  v.unknown(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const { value } = dataset;
    try {
      return parseAmount(typeof value === 'object' ? JSON.stringify(value) : String(value));
    } catch (error) {
      addIssue({ message: error instanceof DryRunError ? error.message : 'no amount' });
      return NEVER;
    }
  }),
);

const atLeastNothing = v.pipe(v.number(), v.finite(), v.minValue(0));
const runs = v.pipe(
  v.number(),
  v.check(isRunsPerMonth, ({ received }) => `${runsPerMonthRule} was expected, not ${received}`),
);

const oneText = v.pipe(
  v.string(),
  v.transform((text) => [text]),
);
const texts = v.lazy((value) => (Array.isArray(value) ? v.array(v.string()) : oneText));
const scalar = v.pipe(v.union([v.string(), v.number(), v.boolean()]), v.transform(String));

const budgetOfRun = v.pipe(
  amount,
  v.transform((run) => ({ run, month: undefined })),
);
const budgetOfPeriods = v.pipe(
  v.strictObject({ run: v.optional(amount), month: v.optional(amount) }),
  v.check(({ run, month }) => run !== undefined || month !== undefined, 'say run or month'),
);

/** `2 GB` is short for `{run: 2 GB}`. */
const budget = v.lazy((value) => (isMapping(value) ? budgetOfPeriods : budgetOfRun));

const levelOfRule = v.pipe(
  v.picklist(ruleLevels),
  v.transform((level) => ({ level, tables: undefined })),
);
const ruleOfTables = v.strictObject({
  level: v.optional(v.picklist(ruleLevels), 'fail'),
  tables: v.optional(
    v.pipe(
      v.array(v.string()),
      v.check((tables) => tables.length > 0, 'name at least one table'),
    ),
  ),
});
const ruleSetting = v.lazy((value) => (isMapping(value) ? ruleOfTables : levelOfRule));

const runsOfAll = v.pipe(
  runs,
  v.transform((all) => ({ '**': all })),
);
const runsOfFiles = v.record(v.string(), runs);

/** The keys of `athena-dryrun.yml`; every one may be left out. */
export const configFile = v.strictObject({
  catalog: v.optional(texts),
  database: v.optional(v.string()),
  region: v.optional(v.string()),
  files: v.optional(texts),
  exclude: v.optional(texts),
  params: v.optional(v.record(v.string(), scalar)),
  'runs-per-month': v.optional(v.lazy((value) => (isMapping(value) ? runsOfFiles : runsOfAll))),
  budgets: v.optional(
    v.pipe(
      v.strictObject(v.entriesFromList(budgetScopes, v.optional(budget))),
      v.check((budgets) => Object.keys(budgets).length > 0, 'say statement, file or total'),
    ),
  ),
  increase: v.optional(
    v.pipe(
      v.strictObject({ percent: v.optional(atLeastNothing), absolute: v.optional(amount) }),
      v.check(
        ({ percent, absolute }) => percent !== undefined || absolute !== undefined,
        'say percent or absolute',
      ),
    ),
  ),
  rules: v.optional(v.strictObject(v.entriesFromList(ruleIds, v.optional(ruleSetting)))),
  unknown: v.optional(v.picklist(unknownPolicies)),
  'fail-on': v.optional(v.picklist(failOns)),
});

export type ConfigFile = v.InferOutput<typeof configFile>;

/**
 * Reads what a YAML parser gave; a key without a value counts as left out. Throws `invalid_config` with the key that is
 * wrong.
 */
export function parseConfig(path: string, value: unknown): ConfigFile {
  const result = v.safeParse(configFile, withoutEmptyKeys(value ?? {}));
  if (result.success) return result.output;
  const detail = describeConfigIssue(result.issues[0], Object.keys(configFile.entries));
  throw new DryRunError('invalid_config', { path, detail });
}

function withoutEmptyKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  // A list has keys too, but is no mapping.
  if (Array.isArray(value)) return 'a list';
  const isLeftOut = ([key, inner]: [string, unknown]): boolean => inner === null && key in configFile.entries;
  return Object.fromEntries(Object.entries(value).filter((entry) => !isLeftOut(entry)));
}

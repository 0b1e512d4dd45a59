import * as v from 'valibot';
import { parseAmount } from '../check/amount.js';
import { budgetScopes, failOns, ruleLevels, unknownPolicies } from '../check/check-settings.js';
import { ruleIds } from '../check/rules/rule-levels.js';
import { DryRunError } from '../errors.js';
import { describeConfigIssue } from './describe-config-issue.js';

const amount = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    try {
      return parseAmount(dataset.value);
    } catch (error) {
      addIssue({ message: error instanceof DryRunError ? error.message : 'no amount' });
      return NEVER;
    }
  }),
);

const positive = v.pipe(v.number(), v.minValue(0));
const texts = v.union([
  v.pipe(
    v.string(),
    v.transform((text) => [text]),
  ),
  v.array(v.string()),
]);
const scalar = v.pipe(v.union([v.string(), v.number(), v.boolean()]), v.transform(String));

/** `2 GB` is short for `{run: 2 GB}`. */
const budget = v.union([
  v.pipe(
    amount,
    v.transform((run) => ({ run, month: undefined })),
  ),
  v.strictObject({ run: v.optional(amount), month: v.optional(amount) }),
]);

const ruleSetting = v.union([
  v.pipe(
    v.picklist(ruleLevels),
    v.transform((level) => ({ level, tables: undefined })),
  ),
  v.strictObject({
    level: v.optional(v.picklist(ruleLevels), 'fail'),
    tables: v.optional(v.array(v.string())),
  }),
]);

/** The keys of `athena-dryrun.yml`; every one may be left out. */
export const configFile = v.strictObject({
  catalog: v.optional(texts),
  database: v.optional(v.string()),
  region: v.optional(v.string()),
  files: v.optional(texts),
  exclude: v.optional(texts),
  params: v.optional(v.record(v.string(), scalar)),
  'runs-per-month': v.optional(
    v.union([
      v.pipe(
        positive,
        v.transform((runs) => ({ '**': runs })),
      ),
      v.record(v.string(), positive),
    ]),
  ),
  budgets: v.optional(v.strictObject(v.entriesFromList(budgetScopes, v.optional(budget)))),
  increase: v.optional(
    v.pipe(
      v.strictObject({ percent: v.optional(positive), absolute: v.optional(amount) }),
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

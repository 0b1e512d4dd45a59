import type { SharedOptions } from '../../estimate-inputs.js';
import type { CheckInput } from '../check-input.js';
import type { Finding } from '../check-report.js';
import { adaptModel } from './adapt-model.js';
import type { DbtModel, DbtRelation } from './manifest.js';
import { moveLines } from './move-lines.js';
import { type Unbuilt, withModels } from './with-models.js';
import { writtenLines } from './written-lines.js';

export interface ModelInputs {
  /** With the catalog in which the models find each other. */
  readonly options: SharedOptions;
  readonly inputs: readonly CheckInput[];
}

export interface ModelSelection {
  /** Every model of the project: those that are not checked are referred to. */
  readonly all: readonly DbtModel[];
  readonly checked: readonly DbtModel[];
  /** Seeds, snapshots and sources. */
  readonly relations: readonly DbtRelation[];
  /** Bytes really scanned, by id. */
  readonly measured: ReadonlyMap<string, number>;
  /** What reports call the file of a model. */
  readonly fileOf: (model: DbtModel) => string;
}

/** Models as inputs of a check. Ephemeral ones are no statements: they stand inside of those that refer to them. */
export async function modelInputs(
  { all, relations, checked, measured, fileOf }: ModelSelection,
  options: SharedOptions,
): Promise<ModelInputs> {
  const { catalog, unbuilt } = await withModels(all, relations, options);
  const byId = new Map(all.map((model) => [model.id, model]));
  const columnless = new Map(
    [...unbuilt.values()].filter(({ hasColumns }) => !hasColumns).map((one) => [one.id, one]),
  );
  const inputs = checked.flatMap((model): readonly CheckInput[] => {
    if (model.compiled === null || model.materialized === 'ephemeral') return [];
    const writtenLine = writtenLines(model.compiled, model.raw);
    return [
      {
        file: fileOf(model),
        text: model.compiled,
        model: {
          name: model.name,
          measuredBytes: measured.get(model.id) ?? null,
          adapt: (statement) =>
            moveLines(
              adaptModel(statement, model, unbuilt, () => columnlessBelow(model, byId, columnless)),
              writtenLine,
            ),
          writtenLine,
        },
      },
    ];
  });
  return { options: { ...options, catalog }, inputs };
}

/** What the SQL of a model comes from, directly or through others, and of which no column is known. */
function columnlessBelow(
  model: DbtModel,
  byId: ReadonlyMap<string, DbtModel>,
  columnless: ReadonlyMap<string, Unbuilt>,
): readonly Unbuilt[] {
  const below = new Set(model.dependsOn);
  for (const id of below) for (const next of byId.get(id)?.dependsOn ?? []) below.add(next);
  return [...below].flatMap((id) => columnless.get(id) ?? []);
}

/** Models that are named here. */
const shownModels = 5;

/** Models that dbt did not compile in its last run have no SQL that could be checked. */
export function notCompiled(models: readonly DbtModel[]): readonly Finding[] {
  const missing = models.filter(({ compiled }) => compiled === null).map(({ name }) => name);
  if (missing.length === 0) return [];
  const more = missing.length - shownModels;
  const names = `${missing.slice(0, shownModels).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  const message = `Not checked, as dbt has not compiled them: ${names}.`;
  return [
    { rule: 'not-compiled', level: 'warn', message, file: null, line: null, column: null, bytes: null },
  ];
}

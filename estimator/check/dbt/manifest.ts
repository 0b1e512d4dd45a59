import * as v from 'valibot';
import { DryRunError } from '../../errors.js';
import { parseJsonFile } from './parse-json-file.js';

/** A model of a dbt project with the SQL that dbt made of it. */
export interface DbtModel {
  readonly id: string;
  readonly name: string;
  /** Lower case. */
  readonly database: string;
  readonly table: string;
  /** Path of its file from the project's folder, with slashes. */
  readonly path: string;
  /** `view`, `table`, `incremental`, `ephemeral`, ... */
  readonly materialized: string;
  /** Lower case; with Iceberg also transforms, such as `day(at)`, of columns that are stored all the same. */
  readonly partitionedBy: readonly string[];
  /** Storage format of its table. */
  readonly format: string;
  /** Null where dbt has not compiled it. */
  readonly compiled: string | null;
  /** As the user wrote it, with Jinja. */
  readonly raw: string;
  /** Ids of what it refers to. */
  readonly dependsOn: readonly string[];
}

/** What models refer to besides each other. */
export interface DbtRelation {
  readonly id: string;
  readonly kind: 'seed' | 'snapshot' | 'source';
  readonly name: string;
  /** Lower case. */
  readonly database: string;
  readonly table: string;
}

export interface DbtManifest {
  /** Adapter that the SQL is written for, null where it is not said. */
  readonly adapter: string | null;
  readonly models: readonly DbtModel[];
  readonly relations: readonly DbtRelation[];
}

/** Compiled SQL has its name `compiled_code` since version 7 (dbt 1.3); newer versions keep the keys that are read. */
const oldestVersion = 7;

const textList = v.pipe(
  v.nullish(v.union([v.string(), v.array(v.string())])),
  v.transform((value) => (value === null || value === undefined ? [] : [value].flat())),
);

const modelNode = v.object({
  resource_type: v.literal('model'),
  unique_id: v.string(),
  name: v.string(),
  alias: v.nullish(v.string()),
  schema: v.string(),
  language: v.nullish(v.string()),
  original_file_path: v.string(),
  raw_code: v.nullish(v.string()),
  compiled_code: v.nullish(v.string()),
  config: v.nullish(
    v.object({
      materialized: v.nullish(v.string()),
      partitioned_by: textList,
      format: v.nullish(v.string()),
      enabled: v.nullish(v.boolean()),
    }),
  ),
  depends_on: v.nullish(v.object({ nodes: textList })),
});

const relationNode = v.object({
  resource_type: v.picklist(['seed', 'snapshot', 'source']),
  unique_id: v.string(),
  name: v.string(),
  alias: v.nullish(v.string()),
  identifier: v.nullish(v.string()),
  source_name: v.nullish(v.string()),
  schema: v.string(),
});

/** Tests, analyses and whatever else dbt has. */
const otherNode = v.pipe(
  v.looseObject({ resource_type: v.string() }),
  v.transform(() => ({ resource_type: 'other' as const })),
);

const node = v.lazy((value) => {
  const type =
    typeof value === 'object' && value !== null && 'resource_type' in value ? value.resource_type : '';
  if (type === 'model') return modelNode;
  return type === 'seed' || type === 'snapshot' || type === 'source' ? relationNode : otherNode;
});
const manifest = v.object({
  metadata: v.object({ dbt_schema_version: v.string(), adapter_type: v.nullish(v.string()) }),
  nodes: v.record(v.string(), node),
  sources: v.nullish(v.record(v.string(), node)),
});

/** Reads `manifest.json` of dbt, version 7 or later. Throws `invalid_dbt`. */
export function parseManifest(path: string, text: string): DbtManifest {
  const { metadata, nodes, sources } = parseJsonFile(path, text, manifest);
  const [, version] = /\/manifest\/v(\d+)/.exec(metadata.dbt_schema_version) ?? [];
  if (version === undefined || Number(version) < oldestVersion) {
    const detail = `its schema is ${metadata.dbt_schema_version}; manifests of version ${oldestVersion} (dbt 1.3) and later are read.`;
    throw new DryRunError('invalid_dbt', { path, detail });
  }
  const all = [...Object.values(nodes), ...Object.values(sources ?? {})];
  return {
    adapter: metadata.adapter_type ?? null,
    models: all.flatMap((each) => (each.resource_type === 'model' ? modelOf(each) : [])),
    relations: all.flatMap((each) =>
      each.resource_type === 'model' || each.resource_type === 'other' ? [] : [relationOf(each)],
    ),
  };
}

function relationOf(node: v.InferOutput<typeof relationNode>): DbtRelation {
  const { resource_type: kind, unique_id: id, name, source_name } = node;
  return {
    id,
    kind,
    name: kind === 'source' && typeof source_name === 'string' ? `${source_name}.${name}` : name,
    database: node.schema.toLowerCase(),
    table: (node.identifier ?? node.alias ?? name).toLowerCase(),
  };
}

/** A model in Python runs no SQL on Athena. */
function modelOf(node: v.InferOutput<typeof modelNode>): readonly DbtModel[] {
  const { config } = node;
  if ((node.language ?? 'sql') !== 'sql' || config?.enabled === false) return [];
  return [
    {
      id: node.unique_id,
      name: node.name,
      database: node.schema.toLowerCase(),
      table: (node.alias ?? node.name).toLowerCase(),
      path: node.original_file_path.replaceAll('\\', '/'),
      materialized: config?.materialized ?? 'view',
      partitionedBy: (config?.partitioned_by ?? []).map((key) => key.toLowerCase()),
      format: config?.format?.toLowerCase() ?? 'parquet',
      compiled: node.compiled_code ?? null,
      raw: node.raw_code ?? '',
      dependsOn: node.depends_on?.nodes ?? [],
    },
  ];
}

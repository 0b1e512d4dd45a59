import { fieldPath } from '../../sql/leaf-path.js';
import type { RowField, Type } from '../../sql/type.js';
import type { FooterColumn } from '../footer.js';
import type { SchemaElement } from './parquet-metadata.js';
import { convertedTypes, logicalTypes, parquetTypeOf } from './parquet-type.js';

/** How a Parquet schema looks as Athena's columns, and which stored leaf belongs to which leaf of those. */
export interface ParquetSchema {
  readonly columns: readonly FooterColumn[];
  /** Leaf paths of our columns, each once. */
  readonly leaves: readonly string[];
  /** Iceberg's number of each of `leaves`; null where the file has none. */
  readonly fieldIds: readonly (number | null)[];
  /** One per stored column, in the order of the chunks of a row group. */
  readonly stored: readonly StoredColumn[];
}

export interface StoredColumn {
  /** Position in `leaves`. */
  readonly leaf: number;
  readonly element: SchemaElement;
  readonly type: Type;
  /** Inside an array or a map: its bounds say nothing about a value of the leaf. */
  readonly isRepeated: boolean;
}

/** Deeper than any table; a corrupt schema must not exhaust the stack. */
const deepestNesting = 100;
const repeated = 2;

/** Reads the flat list of a footer, which is the schema tree in depth-first order. Throws `RangeError`. */
export function readParquetSchema(elements: readonly SchemaElement[]): ParquetSchema {
  const root = elements[0];
  if (root === undefined) throw new RangeError('the footer has no schema');
  const walk = new SchemaWalk(elements);
  const columns: FooterColumn[] = [];
  for (let child = 0; child < root.children; child += 1) {
    const { name, type } = walk.readField('', false, 0);
    if (!columns.some((column) => column.name === name)) columns.push({ name, type });
  }
  const leaves = [...walk.leaves.keys()];
  const fieldIds = leaves.map((path) => walk.fieldIds.get(path) ?? null);
  return { columns, leaves, fieldIds, stored: walk.stored };
}

class SchemaWalk {
  readonly leaves = new Map<string, number>();
  readonly fieldIds = new Map<string, number | null>();
  readonly stored: StoredColumn[] = [];
  private readonly elements: readonly SchemaElement[];
  private at = 1;

  constructor(elements: readonly SchemaElement[]) {
    this.elements = elements;
  }

  /** A field below `parent`; `whole` if it lies in an array or map, whose leaf has the path `parent`. */
  readField(parent: string, whole: boolean, depth: number): RowField {
    if (depth > deepestNesting)
      throw new RangeError(`the schema is nested more than ${deepestNesting} levels deep`);
    const element = this.next();
    const name = element.name.toLowerCase();
    const path = whole ? parent : fieldPath(parent, name);
    const isList = element.repetition === repeated;
    if (!whole && !this.fieldIds.has(path)) this.fieldIds.set(path, element.fieldId);
    const type = this.readType(element, path, whole || isList, depth);
    return { name, type: isList ? { kind: 'array', element: type } : type };
  }

  private next(): SchemaElement {
    const element = this.elements[this.at];
    if (element === undefined) throw new RangeError('the schema ends inside a group');
    this.at += 1;
    return element;
  }

  private readType(element: SchemaElement, path: string, whole: boolean, depth: number): Type {
    if (element.type !== null) return this.readPrimitive(element, path, whole);
    if (isList(element)) return this.readList(element, path, depth);
    if (isMap(element)) return this.readMap(element, path, depth);
    const fields: RowField[] = [];
    for (let child = 0; child < element.children; child += 1) {
      fields.push(this.readField(path, whole, depth + 1));
    }
    return { kind: 'row', fields };
  }

  private readPrimitive(element: SchemaElement, path: string, isRepeated: boolean): Type {
    const type = parquetTypeOf(element);
    const leaf = this.leaves.get(path) ?? this.leaves.size;
    this.leaves.set(path, leaf);
    this.stored.push({ leaf, element, type, isRepeated });
    return type;
  }

  /**
   * `list (LIST) { repeated group list { element } }`, and the older forms without the group in between:
   * https://github.com/apache/parquet-format/blob/master/LogicalTypes.md#lists
   */
  private readList(list: SchemaElement, path: string, depth: number): Type {
    const { element: inner, type } = this.readOnlyChild(list, path, depth);
    const only = type.kind === 'row' ? type.fields[0] : undefined;
    const isWrapper =
      only !== undefined &&
      type.kind === 'row' &&
      type.fields.length === 1 &&
      inner.name !== 'array' &&
      inner.name !== `${list.name}_tuple`;
    return { kind: 'array', element: isWrapper ? only.type : type };
  }

  private readMap(map: SchemaElement, path: string, depth: number): Type {
    const { type } = this.readOnlyChild(map, path, depth);
    const [key, value] = type.kind === 'row' ? type.fields : [];
    if (key === undefined) throw new RangeError(`the map ${path} has no key`);
    return { kind: 'map', key: key.type, value: value?.type ?? { kind: 'boolean' } };
  }

  private readOnlyChild(
    group: SchemaElement,
    path: string,
    depth: number,
  ): { readonly element: SchemaElement; readonly type: Type } {
    if (depth > deepestNesting)
      throw new RangeError(`the schema is nested more than ${deepestNesting} levels deep`);
    const element = this.next();
    const type = this.readType(element, path, true, depth + 1);
    for (let child = 1; child < group.children; child += 1) this.readField(path, true, depth + 1);
    return { element, type };
  }
}

function isList({ convertedType, logical, children }: SchemaElement): boolean {
  return children > 0 && (convertedType === convertedTypes.list || logical?.kind === logicalTypes.list);
}

function isMap({ convertedType, logical, children }: SchemaElement): boolean {
  const isConverted = convertedType === convertedTypes.map || convertedType === convertedTypes.mapKeyValue;
  return children > 0 && (isConverted || logical?.kind === logicalTypes.map);
}

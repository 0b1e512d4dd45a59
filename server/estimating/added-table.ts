/** A table beside those that are served to everybody, as another process can open it. */
export interface AddedTable {
  readonly database: string;
  readonly name: string;
  /** Path of its catalog folder. */
  readonly catalog: string;
  /** Hive types of columns that are not as the catalog folder says. */
  readonly types: Readonly<Record<string, string>>;
}

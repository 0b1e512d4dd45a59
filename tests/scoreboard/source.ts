import type { DuckDBConnection } from '@duckdb/node-api';
import type { Figure } from './figure.js';

/** What a case is about; the rows of the summary. */
export type Topic =
  | 'row_formats'
  | 'partitions'
  | 'columns'
  | 'row_groups'
  | 'counting'
  | 'scan_twice'
  | 'limit_text'
  | 'limit_columnar'
  | 'buckets'
  | 'nothing_read';

/** Where the size of a rebuilt table comes from: what a replay can prove depends on it. */
export type SizeFrom =
  /** The source gives the size of the table apart from the scan. */
  | 'given'
  /** Another scan of the same table in the same source. */
  | 'other_scan'
  /** The scan itself: only the rule is tested, not the figure. */
  | 'own_scan'
  /** The figure is 0 whatever the size is. */
  | 'any_size'
  /** Data of the described kind is made, so the figure is only near. */
  | 'made_data';

export interface Replay {
  readonly topic: Topic;
  readonly sql: string;
  readonly sizeFrom: SizeFrom;
  /** The rounded figure that the sizes of the objects were taken from; its rounding is the estimate's too. */
  readonly sizedBy?: Figure;
  /** For tables rebuilt in small: how many times larger the real one is, or which query there reads which figure. */
  readonly scale?: number | { readonly sql: string; readonly reads: Figure };
  /** How far made data may be off, as a share of the published figure, with the reason. */
  readonly allowance?: { readonly share: number; readonly why: string };
  /** What was published, where it is no number of bytes. */
  readonly claim?: Figure;
  readonly note?: string;
}

export interface LeftOut {
  readonly topic: Topic;
  /** Why the case cannot be replayed. */
  readonly leftOut: string;
}

/** Tables as one publication describes them, and its cases. */
export interface Source {
  /** Definitions, with locations in `s3://published/` for listed objects or in `./made/` for files that are written. */
  readonly ddl: string;
  /** Bytes by key in the bucket `published`. */
  readonly objects?: Readonly<Record<string, number>>;
  /** Writes the files of `./made/`, which is `folder`. */
  readonly make?: (folder: string, duckdb: DuckDBConnection) => Promise<void>;
  readonly cases: Readonly<Record<string, Replay | LeftOut>>;
}

/** Published figures by id. Throws where there is none. */
export interface Figures {
  readonly scanned: (id: string) => Figure;
  readonly total: (id: string) => Figure;
}

export type DescribeSource = (figures: Figures) => Source;

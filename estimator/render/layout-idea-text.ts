import type { LayoutIdea } from '../advice-report.js';

/** `Parquet with zstd, partitioned by category, sorted by user_id` */
export function layoutIdeaText({ partitionKeys, sortKey }: LayoutIdea): string {
  return [
    'Parquet with zstd',
    ...(partitionKeys.length === 0 ? [] : [`partitioned by ${partitionKeys.join('/')}`]),
    ...(sortKey === null ? [] : [`sorted by ${sortKey}`]),
  ].join(', ');
}

import type { LayoutIdea } from '../../estimator/advice-report.js';
import { countOf } from '../../estimator/count-of.js';
import { formatBytes } from '../../estimator/render/format-bytes.js';
import { layoutIdeaText } from '../../estimator/render/layout-idea-text.js';
import type { DroppedLayout, TriedLayout } from '../advice/tried-layout.js';
import { linkWithin } from '../link-within.js';
import type { Question } from '../question.js';
import { urls } from '../urls.js';
import { fieldsOfIdea } from '../what-if/fields-of-idea.js';

export interface LinkView {
  readonly text: string;
  readonly href: string;
}

/** Far below what any engine opens and reads at once: then opening the files takes longer than reading them. */
const smallFileBytes = 1_000_000;

/** Why a layout that was written may be believed, and what it makes of the files. */
export function becauseWritten({ objects, storedBytes, bytesRead }: TriedLayout): string {
  const written = 'DuckDB really wrote it from the rows here';
  const read =
    bytesRead === null ? '' : ` Run there on the rows here, the statement read ${formatBytes(bytesRead)}.`;
  const rest = `${read} Another statement may read more there.`;
  if (objects === null || storedBytes === null || objects === 0) return `${written}.${rest}`;
  const average = storedBytes / objects;
  const small =
    objects > 1 && average < smallFileBytes
      ? ' Files so small make queries slower: it suits a table larger than this sample.'
      : '';
  return `${written}: ${countOf(objects, 'file')} of ${formatBytes(Math.round(average))} on average.${small}${rest}`;
}

/** A link to the form that writes a layout, filled in; none where the question is too long for a link. */
export function whatIfLinks(
  question: Question,
  table: string,
  ideas: readonly LayoutIdea[],
  linkLength: number,
): readonly LinkView[] {
  return ideas.flatMap((idea) => {
    const href = linkWithin(linkLength, question, (asked) =>
      urls.whatIf(asked, table, { ...fieldsOfIdea(idea) }),
    );
    return href === null ? [] : [{ text: `What if: ${layoutIdeaText(idea)}`, href }];
  });
}

/** `Store transactions as Parquet with zstd, partitioned by category` */
export function layoutMessage({ table, idea }: Pick<TriedLayout, 'table' | 'idea'>): string {
  return `Store ${table} as ${layoutIdeaText(idea)}`;
}

/** Layouts that were written and do not help, in one sentence; null where there are none. */
export function droppedLayoutsText(dropped: readonly DroppedLayout[]): string | null {
  if (dropped.length === 0) return null;
  const each = dropped.map(({ idea, why }) => `${layoutIdeaText(idea)} (${why})`);
  return `Tried and dropped: ${each.join('; ')}.`;
}

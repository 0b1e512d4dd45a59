import type { Complaint, ComplaintLevel } from './complaints-of.js';

const ranks: Readonly<Record<ComplaintLevel, number>> = { error: 0, fail: 1, warn: 2, note: 3 };

/** Errors before failures before warnings, those about the most bytes first. */
export function worstFirst(complaints: readonly Complaint[]): readonly Complaint[] {
  return [...complaints].sort(
    (left, right) => ranks[left.level] - ranks[right.level] || (right.bytes ?? 0) - (left.bytes ?? 0),
  );
}

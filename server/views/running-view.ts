import { countOf } from '../../estimator/count-of.js';
import type { RunningQuery } from '../answer.js';
import type { Limits } from '../limits.js';
import { urls } from '../urls.js';

/** A run that goes on. */
export interface RunningView {
  readonly statusUrl: string;
  readonly cancelUrl: string;
  readonly id: string;
  readonly text: string;
  /** How long it may take at most. */
  readonly limits: string;
  /** From 0 to 1; null where the engine cannot tell. */
  readonly fraction: number | null;
}

export function runningView(
  { id, elapsedMs, progress }: RunningQuery,
  { runWaitingMs, runDeadlineMs }: Pick<Limits, 'runWaitingMs' | 'runDeadlineMs'>,
): RunningView {
  const seconds = `${(elapsedMs / 1_000).toFixed(1)} s`;
  return {
    statusUrl: urls.runStatus(id),
    cancelUrl: urls.cancelRun(id),
    id,
    text: textOf(seconds, progress),
    limits: `A query waits ${runWaitingMs / 1_000} s at most and runs ${runDeadlineMs / 1_000} s at most.`,
    fraction: progress?.fraction ?? null,
  };
}

function textOf(seconds: string, progress: RunningQuery['progress']): string {
  if (progress === null) return `${seconds}, waiting for its turn`;
  const rows = progress.rows > 0 ? `, ${countOf(progress.rows, 'row')} so far` : '';
  const percent = progress.fraction === null ? '' : `, about ${Math.floor(progress.fraction * 100)} % done`;
  return `${seconds}${percent}${rows}`;
}

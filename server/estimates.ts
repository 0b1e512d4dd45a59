import { keepLastUsed } from '../estimator/last-used.js';
import type { AddedTable } from './estimating/added-table.js';
import type { EstimateKind } from './estimating/estimate-request.js';
import type { Asked, Estimators } from './estimating/estimators.js';
import type { Question } from './question.js';

/**
 * The estimator, asked by a page about the data as it is here: the last answers are remembered, because a page and its
 * chart ask the same. Rejects with `DryRunError`.
 */
export interface Estimates {
  readonly ask: <Kind extends EstimateKind>(question: Question, wants: readonly Kind[]) => Asked<Kind>;
}

/** What is estimated over; `added` are the tables beside those that are served to everybody. */
export interface EstimatedData {
  readonly estimators: Estimators;
  readonly added: readonly AddedTable[];
}

type Known = Partial<Asked<EstimateKind>>;

/** Questions remembered; a comparison is some tens of kilobytes. */
const remembered = 64;

export function rememberEstimates({ estimators, added }: EstimatedData): Estimates {
  const lastKnown = keepLastUsed<Known>(remembered);

  /** What failed can be asked for again. */
  const forgetFailed = (key: string, kind: EstimateKind, answer: Promise<unknown>): void => {
    answer.catch(() => {
      const { [kind]: known, ...others } = lastKnown.find(key) ?? {};
      if (known === answer) lastKnown.keep(key, others);
    });
  };

  return {
    ask(question, wants) {
      const key = keyOf(question);
      const before = lastKnown.find(key) ?? {};
      const missing = wants.filter((kind) => before[kind] === undefined);
      const asked: Known = missing.length === 0 ? {} : estimators.ask(question, added, missing);
      const known = { ...before, ...asked };
      lastKnown.keep(key, known);
      for (const kind of missing) {
        const answer = asked[kind];
        if (answer !== undefined) forgetFailed(key, kind, answer);
      }
      // Each that is wanted was known or is asked for.
      return known as Asked<(typeof wants)[number]>;
    },
  };
}

function keyOf({ sql, database, region, runsPerMonth }: Question): string {
  return JSON.stringify([sql, database, region, runsPerMonth]);
}

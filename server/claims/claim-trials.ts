import type { PlaygroundContext } from '../context.js';
import type { Estimates } from '../estimates.js';
import { claims } from './claims.js';
import { type TriedClaim, type TriedTrial, tryClaims } from './try-claims.js';

/** The plan's claims, tried when they are asked for first, and again where a run was refused. */
export interface ClaimTrials {
  /** Resolves when all are tried; null where the catalog lacks the layouts that the claims are about. */
  readonly all: () => Promise<readonly TriedClaim[] | null>;
  /** Those that are tried by now. */
  readonly soFar: () => ClaimsSoFar;
}

export interface ClaimsSoFar {
  readonly tried: readonly TriedClaim[];
  /** How many claims there are. */
  readonly of: number;
}

export function createClaimTrials(context: PlaygroundContext, estimates: Estimates): ClaimTrials {
  let trying: Promise<readonly TriedClaim[] | null> | null = null;
  let tried: readonly TriedClaim[] = [];

  const tryAll = async (): Promise<readonly TriedClaim[] | null> => {
    tried = [];
    let isMeasured = false;
    try {
      const all = await tryClaims(context, estimates, (claim) => {
        tried = [...tried, claim];
      });
      isMeasured = all === null || all.every(({ trials }) => trials.every(wasRun));
      return all;
    } finally {
      if (!isMeasured) trying = null;
    }
  };

  return {
    all() {
      trying ??= tryAll();
      return trying;
    },
    soFar: () => ({ tried, of: claims.length }),
  };
}

function wasRun({ before, after }: TriedTrial): boolean {
  return before.measuredBytes !== null && after.measuredBytes !== null;
}

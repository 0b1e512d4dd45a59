import { countOf } from '../../estimator/count-of.js';
import { formatBytes } from '../../estimator/render/format-bytes.js';
import type { ClaimsSoFar } from '../claims/claim-trials.js';
import type { TriedClaim, TriedQuery, TriedTrial } from '../claims/try-claims.js';
import { urls } from '../urls.js';
import { intervalText } from './interval-text.js';

/** The plan's claims beside what was measured: the data of the page and of its JSON twin. */
export interface ClaimsView {
  /** Null where the served data has not the layouts that they are about. */
  readonly claims: readonly ClaimView[] | null;
  /** `1 of 4 techniques is done`, while the others are still tried. */
  readonly measuring: string | null;
}

export interface ClaimView {
  readonly technique: string;
  readonly claimed: string;
  /** `Holds here`, or where it does not. */
  readonly verdict: string;
  readonly holds: boolean;
  readonly trials: readonly TrialView[];
}

export interface TrialView {
  readonly what: string;
  readonly before: SideView;
  readonly after: SideView;
  /** `71 % saved`, `4 % more`, or a word. */
  readonly saved: string;
  readonly savedPercent: number | null;
  readonly isAsClaimed: boolean;
}

export interface SideView {
  readonly sql: string;
  readonly database: string;
  readonly href: string;
  readonly measuredBytes: number | null;
  readonly measured: string;
  readonly estimated: string;
}

export function claimsView(tried: readonly TriedClaim[] | null): ClaimsView {
  return { claims: tried?.map(claimView) ?? null, measuring: null };
}

/** What is known while not all is. */
export function measuringView({ tried, of }: ClaimsSoFar): ClaimsView {
  const are = tried.length === 1 ? 'is' : 'are';
  return {
    claims: tried.map(claimView),
    measuring: `${tried.length} of ${countOf(of, 'technique')} ${are} done`,
  };
}

function claimView({ claim, trials }: TriedClaim): ClaimView {
  const views = trials.map((trial) => trialView(trial, claim.expected));
  const others = views.filter(({ isAsClaimed }) => !isAsClaimed);
  return {
    technique: claim.technique,
    claimed: claim.claimed,
    verdict:
      others.length === 0
        ? 'Holds in every trial.'
        : `Not always: ${others.map(({ what, saved }) => `${what}: ${saved}`).join('; ')}.`,
    holds: others.length === 0,
    trials: views,
  };
}

function trialView(
  { trial, before, after }: TriedTrial,
  expected: TriedClaim['claim']['expected'],
): TrialView {
  const saved = savedPercent(before.measuredBytes, after.measuredBytes);
  return {
    what: trial.what,
    before: sideView(before),
    after: sideView(after),
    saved: savedText(saved),
    savedPercent: saved,
    isAsClaimed: saved !== null && saved >= expected.from && saved <= expected.to,
  };
}

function savedPercent(before: number | null, after: number | null): number | null {
  if (before === null || after === null || before === 0) return null;
  return (1 - after / before) * 100;
}

function savedText(percent: number | null): string {
  if (percent === null) return 'not measured';
  const rounded = Math.abs(percent) < 10 ? percent.toFixed(1) : String(Math.round(percent));
  if (Number(rounded) === 0) return 'nothing saved';
  return percent > 0 ? `${rounded} % saved` : `${rounded.replace('-', '')} % more`;
}

function sideView({ question, estimated, measuredBytes }: TriedQuery): SideView {
  return {
    sql: question.sql,
    database: question.database,
    href: urls.playground(question),
    measuredBytes,
    measured: measuredBytes === null ? 'not run' : formatBytes(measuredBytes),
    estimated: intervalText(estimated, formatBytes),
  };
}

import { adviceCodes } from '../../estimator/advice-codes.js';
import { advisers } from '../../estimator/advise/registry.js';
import { errorMeanings } from '../../estimator/error-meanings.js';
import { type ErrorCategory, type ErrorCode, errorCategories } from '../../estimator/errors.js';
import { billingRules } from '../../estimator/pricing/billing-rules.js';
import { priceFor } from '../../estimator/pricing/price-for.js';
import { regionPrices } from '../../estimator/pricing/region-prices.js';
import { nameKind } from '../../estimator/render/describe-statement.js';
import { formatUsd } from '../../estimator/render/format-usd.js';
import type { ReasonCode, StatementKind } from '../../estimator/report.js';
import { statusOf } from '../http/status-of.js';
import { reasonMeanings } from './reason-meanings.js';

/** What the numbers and words of the other pages mean: the data of the page and of its JSON twin. */
export interface ReferenceView {
  readonly prices: readonly PriceView[];
  readonly charges: readonly ChargeView[];
  readonly reasons: readonly { readonly code: string; readonly meaning: string }[];
  readonly advice: readonly { readonly code: string; readonly meaning: string }[];
  readonly errors: readonly ErrorCodeView[];
}

export interface PriceView {
  readonly region: string;
  readonly usdPerTerabyte: string;
  readonly source: string;
  readonly verified: string;
  readonly isOld: boolean;
}

export interface ChargeView {
  readonly statement: string;
  readonly charge: string;
  readonly source: string;
}

export interface ErrorCodeView {
  readonly code: string;
  readonly category: ErrorCategory;
  readonly status: number;
  readonly meaning: string;
}

const chargeTexts = {
  scan: 'bytes scanned',
  free: 'free',
  unstated: 'scans nothing; AWS does not say whether the minimum applies',
} as const;

export function referenceView(): ReferenceView {
  return {
    prices: Object.entries(regionPrices).map(([region, { source, verified, standing }]) => ({
      region,
      usdPerTerabyte: formatUsd(priceFor(region).usdPerTerabyte),
      source,
      verified,
      isOld: standing === 'old',
    })),
    charges: entriesOf(billingRules)
      .filter(([kind]) => kind !== 'unknown')
      .map(
        ([kind, { charge, source }]: [
          StatementKind,
          { charge: keyof typeof chargeTexts; source: string },
        ]) => ({
          statement: nameKind(kind),
          charge: chargeTexts[charge],
          source,
        }),
      ),
    reasons: entriesOf(reasonMeanings).map(([code, meaning]: [ReasonCode, string]) => ({ code, meaning })),
    advice: adviceCodes.map((code) => ({ code, meaning: advisers[code].summary })),
    errors: entriesOf(errorMeanings).map(([code, meaning]: [ErrorCode, string]) => ({
      code,
      category: errorCategories[code],
      status: statusOf(code),
      meaning,
    })),
  };
}

/** `Object.entries` forgets the type of the keys; these tables are total, so they have no others. */
function entriesOf<Key extends string, Value>(table: Readonly<Record<Key, Value>>): readonly [Key, Value][] {
  return Object.entries(table) as [Key, Value][];
}

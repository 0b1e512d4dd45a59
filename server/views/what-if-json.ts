import { writerSettings } from '../../datasets/writer-settings.js';
import { storagePriceFor, storageUsdPerMonth } from '../../estimator/pricing/storage-price.js';
import { nameOf } from '../what-if/ask-what-if.js';
import type { Side, WhatIf } from '../what-if/what-if.js';

/** The data of the page, each side with its whole report. */
export function whatIfJson({ question, table, present, changed, scale }: WhatIf): object {
  const price = storagePriceFor(question.region);
  const sideJson = (side: Side): object => ({
    ...side,
    storageUsdPerMonth:
      price === null || side.storedBytes === null ? null : storageUsdPerMonth(side.storedBytes, price),
  });
  return {
    schemaVersion: 1,
    table: table === null ? null : nameOf(table),
    storagePrice: price,
    present: present === null ? null : sideJson(present),
    changed: changed === null ? null : { ...sideJson(changed), writer: writerSettings(changed.choice) },
    ...(scale === null ? {} : { scaled: scale }),
  };
}

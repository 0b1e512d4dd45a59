import type { LayoutIdea } from '../../estimator/advice-report.js';
import { type ChoiceFields, parseChoiceFields } from './layout-choice.js';

/** The form filled in with a layout that advice names. */
export function fieldsOfIdea({ format, codec, partitionKeys, sortKey }: LayoutIdea): ChoiceFields {
  const [key1 = '', key2 = '', key3 = ''] = partitionKeys;
  return parseChoiceFields({ storage: `${format}-${codec}`, key1, key2, key3, sort: sortKey ?? '' });
}

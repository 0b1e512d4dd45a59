import { civilFromDays } from '../evaluate/calendar.js';
import type { ComparisonOperator } from '../sql/tree.js';
import type { Bound, Domain, ValueRange } from './domain.js';
import { complementDomain, domainOf, rangeOf } from './domain-algebra.js';

function bound(value: string, inclusive: boolean): Bound {
  return { value: { kind: 'varchar', value }, inclusive };
}

/**
 * The texts that start with a prefix, for LIKE 'abc%' and starts_with. As in Trino, the range ends where the last
 * ASCII character of the prefix is one more; null where it has none.
 */
export function domainOfPrefix(prefix: string): Domain | null {
  for (let index = prefix.length - 1; index >= 0; index -= 1) {
    const unit = prefix.charCodeAt(index);
    if (unit < 127) {
      const end = prefix.slice(0, index) + String.fromCharCode(unit + 1);
      return domainOf([rangeOf(bound(prefix, true), bound(end, false))], false);
    }
  }
  return null;
}

/**
 * The texts s for which CAST(s AS date) compares so with a date, perhaps some more: dates may be written with one-digit
 * months and days, and with white space, a sign or zeros in front, which sort before '1' or after '9'.
 * null where Trino takes no ranges.
 */
export function domainOfDateText(
  operator: ComparisonOperator,
  days: number,
  length: number | null,
): Domain | null {
  const date = civilFromDays(days);
  if ((length !== null && length < 10) || date.year < 1001 || date.year > 9998) return null;
  const ranges = rangesOfDate(operator, date);
  if (ranges === null) return null;
  const unusual = [rangeOf(null, bound('1', false)), rangeOf(bound('9', false), null)];
  return domainOf([...ranges, ...unusual], false);
}

type CivilDate = ReturnType<typeof civilFromDays>;

function rangesOfDate(operator: ComparisonOperator, date: CivilDate): readonly (ValueRange | null)[] | null {
  if (operator === '=' || operator === 'is_not_distinct') return writtenDates(date);
  if (operator === '<>' && date.day >= 10) {
    return complementDomain(domainOf(writtenDates(date), true)).ranges;
  }
  if (operator === '<' || operator === '<=') return [rangeOf(null, bound(`${date.year + 1}`, false))];
  if (operator === '>' || operator === '>=') return [rangeOf(bound(`${date.year - 1}`, false), null)];
  return null;
}

/** 2005-09-09, 2005-09-9, 2005-9-09 and 2005-9-9, each with whatever white space follows. */
function writtenDates({ year, month, day }: CivilDate): readonly (ValueRange | null)[] {
  return formsOf(month).flatMap((monthText) =>
    formsOf(day).map((dayText) => {
      const text = `${year}-${monthText}-${dayText}`;
      const end = text.slice(0, -1) + String.fromCharCode(text.charCodeAt(text.length - 1) + 1);
      return rangeOf(bound(text, true), bound(end, false));
    }),
  );
}

function formsOf(number: number): readonly string[] {
  return number < 10 ? [`0${number}`, `${number}`] : [`${number}`];
}

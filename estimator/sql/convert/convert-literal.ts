import type { Expression } from '../tree.js';
import type { Type } from '../type.js';
import type { Value } from '../value.js';
import { isBody, type RawBody, text } from './raw-node.js';

const date: Type = { kind: 'date' };
const time: Type = { kind: 'time' };
const timestamp: Type = { kind: 'timestamp', zoned: false };
const zonedTimestamp: Type = { kind: 'timestamp', zoned: true };

/** Typed literals become casts of a string, so that one piece of code reads dates. */
const literalReaders: Readonly<Record<string, (value: string) => Expression>> = {
  number: (value) => ({ kind: 'literal', value: numberValue(value) }),
  string: (value) => ({ kind: 'literal', value }),
  national_string: (value) => ({ kind: 'literal', value }),
  hex_string: (value) => ({ kind: 'literal', value: { kind: 'varbinary', hex: value.toLowerCase() } }),
  date: (value) => castText(value, date),
  time: (value) => castText(value, time),
  timestamp: (value) =>
    castText(value, /[+-]\d\d:?\d\d$|[A-Za-z]/.test(value.trim()) ? zonedTimestamp : timestamp),
};

/** A literal; an unknown kind of literal is an unknown function, so nothing is concluded from it. */
export function convertLiteral(body: RawBody): Expression {
  const read = literalReaders[text(body['literal_type'])];
  return read === undefined ? unknownCall('literal') : read(text(body['value']));
}

function castText(value: string, type: Type): Expression {
  return { kind: 'cast', operand: { kind: 'literal', value }, type, safe: false };
}

/** Trino: 1 is an integer, 1.5 a decimal, 1e0 a double. */
function numberValue(text: string): Value {
  const digits = text.replaceAll('_', '');
  if (/^\d+$/.test(digits)) return BigInt(digits);
  const decimal = /^(\d*)\.(\d*)$/.exec(digits);
  if (decimal === null) return Number(digits);
  const fraction = decimal[2] ?? '';
  return { kind: 'decimal', unscaled: BigInt(`${decimal[1]}${fraction}` || '0'), scale: fraction.length };
}

const millisPerUnit: Readonly<Record<string, bigint>> = {
  Week: 604_800_000n,
  Day: 86_400_000n,
  Hour: 3_600_000n,
  Minute: 60_000n,
  Second: 1000n,
  Millisecond: 1n,
};

const monthsPerUnit: Readonly<Record<string, number>> = { Year: 12, Quarter: 3, Month: 1 };

/** INTERVAL '3' DAY. Two-unit intervals (DAY TO SECOND) are left unknown. */
export function convertInterval(body: RawBody): Expression {
  const literal = isBody(body['this']) && isBody(body['this']['literal']) ? body['this']['literal'] : null;
  const unit = isBody(body['unit']) ? text(body['unit']['unit']) : '';
  const count = literal === null ? '' : text(literal['value']).trim();
  const millis = millisPerUnit[unit];
  const months = monthsPerUnit[unit];
  if (/^[+-]?\d+$/.test(count)) {
    if (millis !== undefined) {
      return { kind: 'literal', value: { kind: 'day_interval', millis: BigInt(count) * millis } };
    }
    if (months !== undefined) {
      return { kind: 'literal', value: { kind: 'year_interval', months: Number(count) * months } };
    }
  }
  return unknownCall('interval');
}

/** A call of a name that no evaluator knows. */
export function unknownCall(name: string, args: readonly Expression[] = []): Expression {
  return {
    kind: 'call',
    name: `?${name}`,
    arguments: args,
    distinct: false,
    filter: null,
    orderBy: [],
    window: null,
  };
}

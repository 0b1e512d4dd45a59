import { arrayFunctions } from './functions-array.js';
import { dateFunctions } from './functions-date.js';
import { dateFormatFunctions } from './functions-date-format.js';
import { mathFunctions } from './functions-math.js';
import { regexpFunctions } from './functions-regexp.js';
import { stringFunctions } from './functions-string.js';
import type { FunctionTable, ScalarFunction } from './scalar-function.js';

const functions: FunctionTable = {
  ...stringFunctions,
  ...regexpFunctions,
  ...mathFunctions,
  ...dateFunctions,
  ...dateFormatFunctions,
  ...arrayFunctions,
};

/** Other names of the same functions. */
const aliases: Readonly<Record<string, string>> = {
  substring: 'substr',
  char_length: 'length',
  character_length: 'length',
  ceiling: 'ceil',
  pow: 'power',
};

/** The function of this name with so many arguments, or null where it is not known here. */
export function findFunction(name: string, argumentCount: number): ScalarFunction | null {
  const key = (Object.hasOwn(aliases, name) ? aliases[name] : undefined) ?? name;
  const signatures = Object.hasOwn(functions, key) ? functions[key] : undefined;
  return signatures?.find(({ arity }) => arity === argumentCount) ?? null;
}

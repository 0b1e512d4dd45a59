import { applyStrictly, type CompileContext, type Compiled, derived } from './compiled.js';
import { booleanType } from './known-types.js';
import { likeMatcher, parseLikePattern } from './like-pattern.js';
import { FAILED, type Known, type Outcome, UNKNOWN } from './outcome.js';

export function compileLike(
  operand: Compiled,
  pattern: Compiled,
  escapeCharacter: Compiled | null,
  context: CompileContext,
): Compiled {
  if (operand.type?.kind === 'char') return derived(booleanType, [operand], () => UNKNOWN);
  const isConstant =
    typeof pattern.constant === 'string' &&
    (escapeCharacter === null || typeof escapeCharacter.constant === 'string');
  if (isConstant)
    return compileConstantLike(operand, pattern.constant, escapeCharacter?.constant ?? null, context);
  const parts = escapeCharacter === null ? [operand, pattern] : [operand, pattern, escapeCharacter];
  return applyStrictly({ name: 'like', type: booleanType, apply: evaluateLike }, parts, context);
}

function compileConstantLike(
  operand: Compiled,
  pattern: Outcome,
  escapeCharacter: Outcome,
  context: CompileContext,
): Compiled {
  const matches = matcherOf(pattern, escapeCharacter);
  return applyStrictly(
    {
      name: 'like',
      type: booleanType,
      apply(value: Known) {
        if (matches === FAILED) return FAILED;
        return typeof value === 'string' && matches !== UNKNOWN ? matches(value) : UNKNOWN;
      },
    },
    [operand],
    context,
  );
}

function matcherOf(
  pattern: Outcome,
  escapeCharacter: Outcome,
): ((text: string) => boolean) | typeof FAILED | typeof UNKNOWN {
  if (typeof pattern !== 'string' || (escapeCharacter !== null && typeof escapeCharacter !== 'string'))
    return UNKNOWN;
  const parts = parseLikePattern(pattern, escapeCharacter);
  return parts === FAILED ? FAILED : likeMatcher(parts);
}

function evaluateLike(value: Known, pattern: Known, escapeCharacter?: Known): Outcome {
  const matches = matcherOf(pattern, escapeCharacter ?? null);
  if (typeof matches === 'symbol') return matches;
  return typeof value === 'string' ? matches(value) : UNKNOWN;
}

import { expect, test } from 'vitest';
import { DryRunError } from '../estimator/errors.js';

test.each([
  new DryRunError('columns_unknown', { name: 'a', table: 't' }),
  new DryRunError('template_placeholder', { placeholder: '{{ a }}' }),
  new DryRunError('unknown_region', { name: 'mars-1', nearest: null }),
])(
  'an option is named as one of the command line, since pages show the message too: $code',
  ({ message }) => {
    const namesOption = /--[a-z]/.test(message);
    expect(!namesOption || /command line/i.test(message)).toBe(true);
  },
);

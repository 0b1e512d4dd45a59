import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { tool } from '../estimator/tool.js';

test('the tool in reports is the package', () => {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  expect(JSON.parse(text)).toMatchObject(tool);
});

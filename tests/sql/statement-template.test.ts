// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of template tools are the subject here.
import { expect, test } from 'vitest';
import { fillParameters } from '../../estimator/sql/statement-template.js';
import { originOf } from '../../estimator/sql/statement-text.js';

test.each([
  ['SELECT * FROM ${table}', { table: 'd.t' }, 'SELECT * FROM d.t'],
  ["WHERE dt = '{{ ds }}' AND x = %(x)s", { ds: '2024-01-15', x: '7' }, "WHERE dt = '2024-01-15' AND x = 7"],
  ["FROM {{ ref('orders') }}", { "ref('orders')": 'dbt.orders' }, 'FROM dbt.orders'],
  ['${a}${b}${a}', { a: '1', b: '' }, '11'],
  ['${a} ${other}', { a: '1' }, '1 ${other}'],
  ['${toString}', { a: '1' }, '${toString}'],
  ['no placeholder', {}, 'no placeholder'],
  ['${a}', { a: '$&{{ a }}' }, '$&{{ a }}'],
])('%s', (text, parameters: Record<string, string>, expected) => {
  expect(fillParameters(text, parameters).text).toBe(expected);
});

test('positions after a filled placeholder are those of the text as written', () => {
  const text = "SELECT a FROM ${table} WHERE b = '${day}' AND c = 1";
  const filled = fillParameters(text, { table: 'a_long_name.of_a_table', day: 'x' });
  expect(originOf(filled, filled.text.indexOf('a_long') + 5)).toBe(text.indexOf('${table}'));
  expect(originOf(filled, filled.text.indexOf('c = 1'))).toBe(text.indexOf('c = 1'));
  expect(originOf(filled, 7)).toBe(7);
  expect(originOf(filled, filled.text.length)).toBe(text.length);
});

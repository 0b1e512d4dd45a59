import fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import { marked } from 'marked';
import { expect, test } from 'vitest';
import type { CheckReport } from '../../../estimator/check/check-report.js';
import type { CheckFormat } from '../../../estimator/check/render/registry.js';
import { renderCheck } from '../../../estimator/check/render/render-check.js';
import { printable } from '../../../estimator/render/printable.js';
import { sampleCheckReports } from './sample-check-reports.js';

/** Characters that mean something in one of the formats, among any others. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.stringMatching(/^[\n\r\t :%,;#[\]@|`<>&"'=\\*_{}()!~$a-c-]{0,30}$/),
);

/** A run whose only finding has this text as its message and file. */
function reportWith(text: string): CheckReport {
  const { unknown } = sampleCheckReports;
  const statements = unknown.statements.map((statement) => ({
    ...statement,
    findings: statement.findings.map((finding) => ({ ...finding, file: text, message: text })),
  }));
  return { ...unknown, statements };
}

function holds(format: CheckFormat, law: (output: string, text: string) => void): Promise<void> {
  const property = fc.asyncProperty(anyText, async (text) =>
    law(await renderCheck(reportWith(text), format), text),
  );
  return fc.assert(property, { numRuns: 300 });
}

test('a printable text is one line that is no command, and is its own printable text', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const shown = printable(text);
      expect(shown).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]|^\s*::|##\[/u);
      expect(printable(shown)).toBe(shown);
    }),
  );
});

test('an annotation is one line, and its message comes back', () =>
  holds('github', (output, text) => {
    const [annotation = '', ...others] = output.split(/\r\n|\r|\n/);
    const [, message = ''] = /^::warning file=[^:,]*,line=1,col=1,title=[^:,]*::(.*)$/.exec(annotation) ?? [];
    expect(others).toHaveLength(1);
    expect(message.replaceAll('%25', '%')).toBe(printable(text));
  }));

test('XML holds the message as it is shown', () => {
  const parser = new XMLParser({ trimValues: false, parseTagValue: false });
  return holds('junit', (output, text) => {
    const [first] = [parser.parse(output).testsuites.testsuite].flat();
    const [statement] = [first.testcase].flat();
    expect(statement['system-out']).toContain(`warn: ${printable(text)} [unknown]`);
  });
});

test('JSON formats hold the message as it is shown', () =>
  holds('sarif', (output, text) => {
    expect(JSON.parse(output).runs[0].results[0].message.text).toBe(printable(text));
  }));

test('markdown stays a table of four cells without markup, links or mentions', () =>
  holds('markdown', (output) => {
    const [findings] = marked.lexer(output).filter((token) => token.type === 'table');
    if (findings?.type !== 'table') throw new Error('no table');
    expect([findings['rows'].length, findings['rows'][0].length]).toEqual([1, 4]);
    const kinds: string[] = [];
    void marked.walkTokens(findings['rows'][0][2].tokens, ({ type }) => {
      kinds.push(type);
    });
    expect(kinds.filter((kind) => kind !== 'text' && kind !== 'escape')).toEqual([]);
    expect(output).not.toMatch(/@\w/);
  }));

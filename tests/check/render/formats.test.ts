import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { marked, type Tokens } from 'marked';
import type { Log } from 'sarif';
import { describe, expect, test } from 'vitest';
import type { CheckReport } from '../../../estimator/check/check-report.js';
import { complaintsOf } from '../../../estimator/check/complaints-of.js';
import { type CheckFormat, checkRenderers } from '../../../estimator/check/render/registry.js';
import { openDuckdb, put, scratchFolder } from '../../catalog/scratch.js';
import { hostileText, sampleCheckReports } from './sample-check-reports.js';

const samples = Object.entries(sampleCheckReports);

async function renderAs(format: CheckFormat, report: CheckReport): Promise<string> {
  return (await checkRenderers[format]())(report);
}

describe('sarif', () => {
  const path = new URL('fixtures/sarif-2.1.0-rtm.5.json', import.meta.url);
  // Of draft 4, whose only difference that the schema makes use of is the name of its id.
  const { $schema: _, id: __, ...schema } = JSON.parse(readFileSync(fileURLToPath(path), 'utf8'));
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  formats.default(ajv);
  const validate = ajv.compile(schema);

  test.each(samples)('%s fits the schema of the standard', async (_, report) => {
    const log: Log = JSON.parse(await renderAs('sarif', report));
    validate(log);
    expect(validate.errors).toBeNull();
    const [run] = log.runs;
    const results = run?.results ?? [];
    const suppressed = results.filter((result) => result.suppressions !== undefined);
    expect(results.length - suppressed.length).toBe(complaintsOf(report).length);
    expect(suppressed.length).toBe(
      report.statements.flatMap((statement) => statement.suppressed ?? []).length,
    );
    for (const { ruleId, ruleIndex = -1, locations, partialFingerprints } of results) {
      const rule = run?.tool.driver.rules?.[ruleIndex];
      expect([rule?.id, rule?.help?.text === undefined]).toEqual([ruleId, false]);
      const uri = locations?.[0]?.physicalLocation?.artifactLocation?.uri ?? '';
      expect(uri).toMatch(/^analytics\/[\w.~!*'()%/-]+$/);
      expect(Object.keys(partialFingerprints ?? {})).toEqual(['athenaDryrun/v1']);
    }
    const ids = results.map((result) => result.partialFingerprints?.['athenaDryrun/v1']);
    expect(new Set(ids).size).toBe(results.length);
  });

  test('an address is the path again', async () => {
    const log: Log = JSON.parse(await renderAs('sarif', sampleCheckReports.hostile));
    const uri = log.runs[0]?.results?.[0]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri ?? '';
    expect(decodeURIComponent(uri)).toContain('|`x`| <');
  });
});

describe('gitlab', () => {
  test.each(samples)('%s has issues with a place and an id of their own', async (_, report) => {
    const issues: readonly Record<string, unknown>[] = JSON.parse(await renderAs('gitlab', report));
    expect(issues).toHaveLength(complaintsOf(report).length);
    expect(new Set(issues.map((issue) => issue['fingerprint'])).size).toBe(issues.length);
    for (const issue of issues) {
      expect(issue).toEqual({
        description: expect.any(String),
        check_name: expect.stringMatching(/^[\w-]+$/),
        fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
        severity: expect.stringMatching(/^(info|minor|major|critical|blocker)$/),
        location: {
          path: expect.stringMatching(/^analytics\//),
          lines: { begin: expect.any(Number) },
        },
      });
    }
  });

  test('ids stay while lines move and figures change', async () => {
    const { failing } = sampleCheckReports;
    const moved: CheckReport = JSON.parse(
      JSON.stringify(failing).replaceAll('"line":7', '"line":70').replaceAll('3.2 GB', '3.3 GB'),
    );
    const idsOf = async (report: CheckReport) =>
      JSON.parse(await renderAs('gitlab', report)).map((issue: { fingerprint: string }) => issue.fingerprint);
    expect(await idsOf(moved)).toEqual(await idsOf(failing));
  });
});

test.each<CheckFormat>(['text', 'markdown', 'html', 'github', 'junit', 'csv', 'sarif'])(
  '%s shows what a comment suppresses, and why',
  async (format) => {
    const { suppressed = [], ...statement } = sampleCheckReports.compared.statements[0] ?? {};
    const [finding] = suppressed;
    if (finding === undefined) throw new Error('nothing is suppressed');
    const quiet = { ...finding, reason: 'exported each night' };
    const report = { ...sampleCheckReports.compared, statements: [{ ...statement, suppressed: [quiet] }] };
    const text = await renderAs(format, report as CheckReport);
    expect(text).toContain('select-star');
    expect(text).toContain('exported each night');
  },
);

describe('junit', () => {
  const parser = new XMLParser({
    ignoreAttributes: false,
    isArray: (name) => /^test(suite|case)$/.test(name),
  });

  test.each(samples)('%s is XML whose counts are true', async (_, report) => {
    const text = await renderAs('junit', report);
    expect(XMLValidator.validate(text)).toBe(true);
    expect(text).not.toMatch(/[^\P{Cc}\n]/u);
    const { testsuites } = parser.parse(text);
    const cases = testsuites.testsuite.flatMap((suite: { testcase: object[] }) => suite.testcase);
    const have = (name: string): number => cases.filter((one: object) => name in one).length;
    expect([testsuites['@_tests'], testsuites['@_errors'], testsuites['@_failures']].map(Number)).toEqual([
      cases.length,
      have('error'),
      have('failure'),
    ]);
    const errors = report.statements.filter((statement) => statement.errors.length > 0);
    expect(have('error')).toBe(errors.length);
  });
});

describe('github', () => {
  test.each(samples)(
    '%s has at most ten annotations of a kind and nothing else that is a command',
    async (_, report) => {
      const lines = (await renderAs('github', report)).split('\n');
      // What the runner reads as one: https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
      const commands = lines.filter((line) => line.trimStart().startsWith('::') || line.includes('##['));
      for (const command of commands) {
        expect(command).toMatch(/^::(error|warning) ([a-z]+=[^:,\r\n]*)(,[a-z]+=[^:,\r\n]*)*::[^\r\n]*$/);
      }
      for (const kind of ['error', 'warning']) {
        expect(commands.filter((line) => line.startsWith(`::${kind} `)).length).toBeLessThanOrEqual(10);
      }
      const annotated = lines.filter((line) => line.endsWith(': not annotated.'));
      const left = annotated.reduce((sum, line) => sum + Number.parseInt(line, 10), 0);
      expect(commands.length + left).toBe(complaintsOf(report).length);
    },
  );
});

describe('a file whose name is a command', () => {
  const { passing } = sampleCheckReports;
  const named = (name: string): CheckReport => ({
    ...passing,
    check: { ...passing.check, folder: '' },
    statements: passing.statements.map((statement) => ({
      ...statement,
      source: { ...statement.source, file: name },
      findings: [
        { rule: 'budget', level: 'fail', message: 'x', file: name, line: 1, column: 1, bytes: 1 } as const,
      ],
    })),
  });

  test.each(['::error::x,y%0A.sql', '::a/##[b].sql'])(
    '%s is the file that GitHub annotates',
    async (name) => {
      const [line = ''] = (await renderAs('github', named(name))).split('\n');
      const [, file = ''] = /^::error file=([^,]*),line=1/.exec(line) ?? [];
      expect(file.replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%25', '%')).toBe(name);
    },
  );

  test('is itself in CSV, and begins no line with a command', async () => {
    const [, row = ''] = (await renderAs('csv', named('::error::x.sql'))).split('\n');
    expect(row.startsWith('"::error::x.sql",1,1,')).toBe(true);
  });

  test('has an address whatever its characters are', async () => {
    const log: Log = JSON.parse(await renderAs('sarif', named('a\ud800b.sql')));
    expect(log.runs[0]?.results?.[0]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe(
      'a%EF%BF%BDb.sql',
    );
  });
});

describe('csv', () => {
  const folder = scratchFolder();

  test.each(samples)('%s is read by DuckDB row by row', async (name, report) => {
    const file = put(folder, `${name}.csv`, `${await renderAs('csv', report)}\n`);
    const duckdb = await openDuckdb();
    const reader = await duckdb.runAndReadAll(
      `SELECT file, bytes_scanned_high FROM read_csv('${file}', header = true, all_varchar = true, strict_mode = true)`,
    );
    expect(reader.getRows().map(([, high]) => high)).toEqual(
      report.statements.map(({ bytesScanned }) =>
        bytesScanned.high === null ? null : String(bytesScanned.high),
      ),
    );
    const files = reader.getRows().map(([own]) => String(own));
    expect(files.filter((own) => /^[=+\-@]/.test(own))).toEqual([]);
  });
});

describe('text', () => {
  test('hostile names are no control characters, and no commands for the runner of a CI job', async () => {
    const text = await renderAs('text', sampleCheckReports.hostile);
    expect(text).not.toMatch(/[^\P{Cc}\n]/u);
    expect(text).not.toMatch(/^\s*::|##\[/m);
    expect(text).toContain('\\n::error::injected\\r\\n##\\u{5b}error]injected');
    expect(hostileText).toContain('##[error]');
  });
});

describe('markdown', () => {
  test.each(samples)(
    '%s is one comment of tables and plain text, whatever its names say',
    async (_, report) => {
      const text = await renderAs('markdown', report);
      expect(text.length).toBeLessThanOrEqual(65_000);
      expect(text.startsWith('<!-- athena-dryrun -->\n')).toBe(true);
      expect(text).not.toMatch(/[^\P{Cc}\n]/u);
      const kinds = new Set<string>();
      void marked.walkTokens(marked.lexer(text), (token) => {
        kinds.add(token.type);
        if (token.type === 'html') expect(token.raw.trim()).toBe('<!-- athena-dryrun -->');
        if (token.type === 'link') expect(token['href']).toMatch(/^https:\/\/aws\.amazon\.com\//);
      });
      const known = [
        'html',
        'heading',
        'text',
        'paragraph',
        'space',
        'strong',
        'table',
        'escape',
        'link',
        'code',
        'list',
        'list_item',
      ];
      expect([...kinds].filter((kind) => !known.includes(kind))).toEqual([]);
    },
  );

  test('a cell holds the name as it is', async () => {
    const [table] = marked
      .lexer(await renderAs('markdown', sampleCheckReports.hostile))
      .filter((token): token is Tokens.Table => token.type === 'table');
    expect(table?.rows[0]).toHaveLength(4);
    expect(JSON.stringify(table?.rows[0]?.[2]?.tokens)).toContain('alert(1)');
  });

  test('what does not fit is cut at the end of a row, the largest come first, and the cut is said', async () => {
    const text = await renderAs('markdown', sampleCheckReports.huge);
    const rows = text.split('\n').filter((line) => line.startsWith('| queries'));
    expect(rows[0]).toContain('Statement 4995 is over');
    expect(text).toMatch(/\n\d+ more findings left out of this comment/);
    expect(text.endsWith('costs 9.95 % more.')).toBe(true);
  });

  test('SQL stands in a fence that it cannot close', async () => {
    const tokens = marked.lexer(await renderAs('markdown', sampleCheckReports.hostile));
    const [code] = tokens.filter((token) => token.type === 'code');
    expect(code).toMatchObject({ lang: 'sql', text: expect.stringContaining('\n```\n# heading\n</pre>') });
  });
});

describe('html', () => {
  test.each(samples)('%s is well-formed, without scripts, links or anything loaded', async (_, report) => {
    const text = await renderAs('html', report);
    expect(XMLValidator.validate(text.replace('<!doctype html>', ''))).toBe(true);
    expect(text).not.toMatch(/[^\P{Cc}\n]/u);
    const tags = new Set([...text.matchAll(/<([a-z][\w-]*)/gi)].map(([, tag = '']) => tag.toLowerCase()));
    const known =
      'html head meta title style body main h1 h2 p span strong div table thead tbody tr th td pre svg rect path g text';
    expect([...tags].filter((tag) => !known.split(' ').includes(tag))).toEqual([]);
    expect(text).not.toMatch(/<[^>]*\s(on\w+|src|href|xlink:href)=/i);
  });
});

import { isInside } from '../oracle/measure-layouts.js';
import { measuredQueries } from '../oracle/measured-queries.js';
import { markdownTable } from './markdown-table.js';
import { percent } from './percent.js';
import { renderSummary } from './render-summary.js';
import { isReplayed, type ReplayedCase, type ScoredCase } from './replay-source.js';
import type { Score } from './score.js';
import type { SizeFrom } from './source.js';
import { standingOfMeasured, widthOf } from './standing.js';

/** `docs/scoreboard.md`: every case. */
export function renderList(scored: Score): string {
  return [
    intro,
    renderSummary(scored),
    publishedIntro,
    ...bySource(scored.published),
    remarks,
    measuredIntro,
    measuredTable(scored),
    leftOutOfOracle,
  ].join('\n\n');
}

const intro = `# Scoreboard

How the estimates stand against measured scans. \`npm run scoreboard\` writes this page and the table in the README; a
test computes it anew and fails where it differs.

*Inside*: the measured bytes lie between low and high. *Near*: they do with the tolerance of data that were made for lack of
the real ones. *Exact*: low and high are one number. *Width*: (high - low) / high; 0 % is exact, 100 % says nothing but an
upper bound. The median is that of all replayed cases of the row. *Rule only*: the size of the table is known from the
very scan, so that the figure follows and only the rule is tested.`;

const publishedIntro = `## Published scans of Athena

115 figures that people published of the data that Athena scanned, from 2016 to 2026. Where the source says enough of the
table, it is declared with the sizes that were published (DDL and a listing of objects, as \`catalog from-ddl\` takes
them), or rebuilt in small, and the query is estimated. Nothing is fitted to the figure. A case whose source does not
say enough is listed with the reason. Sources without a name are public files that are known by an index number.

A figure such as 147.53 MB stands for anything that is printed like that; MB is 2^20 bytes as in Athena's console. Sizes
are taken from such figures too, with the same rounding. What a case can prove depends on where its sizes come from:

| size from | what is tested |
| --- | --- |
| given | the figure: the source gives the size apart from the scan |
| other scan | the figure: the size is what another scan of the same table showed |
| own scan | only the rule (what is read, and that it is exact): the size is the figure itself |
| any size | the figure: it is 0, whatever the size |
| made data | nearly the figure: data of the described kind are made, with the tolerance that the note says |`;

const remarks = `## What stands out

- CV03 against CV02: of Parquet, count(*) reads nothing that counts; of ORC it does, the tail of each file. How often a
  tail is read is not known, so an ORC scan is never exact: from its streams to what stock Trino reads of tails.
- SN09 and SN12, ML01 and ML03: two scans of the same text differ in the last digit that was shown, by less than 0.04 %.
  Smaller tables stay exact here: NG03 and NG07, NG04 and NG08 are equal to the byte, and what is billed is whole
  megabytes. From 1 GiB on, where AM02 to AM04, OQ01 to OQ05 and QU01 to QU02 differ, the range is 0.1 % to both sides.
- LIMIT ends a scan of text after 0.2 to 0.33 MB for each split that was started (SN01, CV04, AM01), which TX01 did for
  about 60 of them; a LIMIT on Parquet saved nothing where one row group held everything (CV05). How many splits start is
  decided while the query runs, so the range goes from a first buffer to the whole table.
- AM04: a filter on the path of the file is not evaluated here, though the listing has the paths.
- SW01: our writer stores a length of 4 bytes with each value of 20, theirs did not.
- WR02: a filter on the bucketed column reads one bucket, also of text. The bucket of a value is computed with Hive's first
  hash; of tables bucketed in other ways the lower bound is 0.
- Half of the counted reads of Parquet are ranges because of one question: whether columns are read in row groups where
  the filter lets no row pass. DuckDB and Athena answer it row group by row group while they run.`;

const measuredIntro = `## Reads counted in DuckDB

Each query of \`tests/oracle/measured-queries.ts\` on each layout of the datasets (20,000 rows), with the meter that Run
uses: every byte range that DuckDB reads of a data file.`;

const leftOutOfOracle = `## Left out of the counted reads

- \`IS NULL\` on a column without nulls: Athena's readers skip a row group whose statistics count no null, so the estimate
  is 0; DuckDB reads the column. \`IS NOT NULL\` is in.
- ORC, Avro and Iceberg: DuckDB reads no ORC, and the datasets have none of them; \`tests/formats/\` compares the sizes
  with what the formats' own tools say.
- Functions of Athena that DuckDB lacks or answers differently: Run refuses them too.
`;

const sizeNames: Readonly<Record<SizeFrom, string>> = {
  given: 'given',
  other_scan: 'other scan',
  own_scan: 'own scan',
  any_size: 'any size',
  made_data: 'made data',
};

function bySource(cases: readonly ScoredCase[]): readonly string[] {
  const groups = new Map<string, ScoredCase[]>();
  for (const each of cases) {
    groups.set(each.published.source, [...(groups.get(each.published.source) ?? []), each]);
  }
  return [...groups].map(([source, group]) => `### ${source}\n\n${publishedTable(group)}`);
}

function publishedTable(cases: readonly ScoredCase[]): string {
  return markdownTable(
    ['case', 'query', 'on', 'Athena scanned', 'estimated bytes', 'verdict', 'width', 'size from', 'note'],
    cases.map((each) => {
      const { id, query, format, scanned } = each.published;
      const what = [id, query, format];
      if (!isReplayed(each)) {
        return [...what, scanned?.text ?? '-', '-', 'not replayed', '-', '-', each.plan.leftOut];
      }
      return [
        ...what,
        each.claim.text,
        bounds(each),
        verdictOf(each),
        percent(widthOf(each)),
        sizeNames[each.plan.sizeFrom],
        noteOf(each),
      ];
    }),
  );
}

function verdictOf({ verdict, low, high }: ReplayedCase): string {
  if (verdict === 'outside') return '**outside**';
  return low === high ? `${verdict}, exact` : verdict;
}

function noteOf({ plan: { note, allowance } }: ReplayedCase): string {
  const tolerance =
    allowance === undefined ? [] : [`Tolerance ${percent(allowance.share)}: ${allowance.why}.`];
  return [...(note === undefined ? [] : [note]), ...tolerance].join(' ');
}

function bounds({ low, high }: { readonly low: number; readonly high: number }): string {
  const print = (bytes: number): string => Math.round(bytes).toLocaleString('en-US');
  return low === high ? print(low) : `${print(low)} to ${print(high)}`;
}

function measuredTable({ measured }: Score): string {
  return markdownTable(
    ['query', 'layouts', 'inside', 'exact', 'median width', 'outside'],
    Object.keys(measuredQueries).map((name) => {
      const cases = measured.filter(({ query }) => query === name);
      const { cases: count, inside, exact, medianWidth } = standingOfMeasured(cases);
      const outside = cases.filter((each) => !isInside(each)).map(({ layout }) => layout);
      return [
        name,
        ...[count, inside, exact].map(String),
        percent(medianWidth ?? 0),
        outside.length === 0 ? '-' : outside.join(', '),
      ];
    }),
  );
}

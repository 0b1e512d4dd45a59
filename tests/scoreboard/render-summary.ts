import { layouts, type StorageFormat } from '../../datasets/layouts.js';
import { markdownTable } from './markdown-table.js';
import { percent } from './percent.js';
import type { Score } from './score.js';
import { type Standing, standingOfMeasured, standingOfPublished } from './standing.js';
import { topics } from './topics.js';

const formats: Readonly<Record<StorageFormat, string>> = { parquet: 'Parquet', csv: 'CSV', json: 'JSON' };

/** The table of the README. */
export function renderSummary({ published, measured }: Score): string {
  const byTopic = Object.entries(topics).map(([topic, title]) =>
    row(title, standingOfPublished(published.filter(({ plan }) => plan.topic === topic))),
  );
  const formatOf = new Map(layouts.map(({ name, format }) => [name, format]));
  const byFormat = Object.entries(formats).map(([format, title]) =>
    row(
      `${title} layouts`,
      standingOfMeasured(measured.filter(({ layout }) => formatOf.get(layout) === format)),
    ),
  );
  return markdownTable(
    ['what', 'cases', 'replayed', 'rule only', 'inside', 'near', 'exact', 'median width'],
    [
      ...byTopic,
      row('**published scans of Athena**', standingOfPublished(published)),
      ...byFormat,
      row('**reads counted in DuckDB**', standingOfMeasured(measured)),
    ],
  );
}

function row(title: string, standing: Standing): readonly string[] {
  const { cases, replayed, ruleOnly, inside, near, exact, medianWidth } = standing;
  const width = medianWidth === null ? '-' : percent(medianWidth);
  return [title, ...[cases, replayed, ruleOnly, inside, near, exact].map(String), width];
}

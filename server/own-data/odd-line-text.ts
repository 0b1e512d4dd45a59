import { formatWholeNumber } from '../../estimator/render/format-bytes.js';
import type { OddLine } from './check-lines.js';

/** Why a file is not taken whose fields are quoted, for OpenCSVSerde, in ways that it does not read as they are meant. */
export function oddLineText({ line, how }: OddLine): string {
  return `Line ${formatWholeNumber(line)} ${texts[how]}`;
}

const texts: Readonly<Record<OddLine['how'], string>> = {
  quote_left_open:
    'has a quote that is not closed on it. Athena ends a row at every line break, also inside quotes, whatever the SerDe is: rows would not be those that the file means. Take the line breaks out of its fields.',
  quote_inside:
    'has a quote inside a field or beside it. Other fields are quoted, so Athena would need OpenCSVSerde, which reads such a quote in its own way: write fields with quotes as "two ""quotes"" inside".',
  escaped_quote:
    'has a quote behind a backslash. Fields are quoted, so Athena would need OpenCSVSerde, to which a backslash is no text: write quotes inside a field twice.',
  leading_escape:
    'has a field that starts with two backslashes. Other fields are quoted, so Athena would need OpenCSVSerde, which leaves both out: put the field in quotes.',
};

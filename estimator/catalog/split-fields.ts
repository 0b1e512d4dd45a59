/** The fields of a line; those in quotes may hold the delimiter, and quotes twice. `quote` is empty where there are none. */
export function splitFields(line: string, delimiter: string, quote: string): readonly string[] {
  if (quote === '' || !line.includes(quote)) return line.split(delimiter);
  const fields: string[] = [];
  let field = '';
  let isQuoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const character = line.charAt(at);
    if (character === quote) {
      if (isQuoted && line.charAt(at + 1) === quote) {
        field += quote;
        at += 1;
      } else isQuoted = !isQuoted;
    } else if (character === delimiter && !isQuoted) {
      fields.push(field);
      field = '';
    } else field += character;
  }
  return [...fields, field];
}

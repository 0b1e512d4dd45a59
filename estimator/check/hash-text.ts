import { createHash } from 'node:crypto';
import { tokenize } from '../sql/statement-tokens.js';

export interface TextHashes {
  readonly sha256: string;
  /** The same for texts whose statements are the same but for comments and white space. */
  readonly sqlSha256: string;
}

/** By which a text is known again. */
export function hashText(text: string): TextHashes {
  const statements = tokenize(text).statements.map(({ tokens }) =>
    tokens.map(({ kind, start, end }) => {
      const token = text.slice(start, end);
      return kind === 'word' ? token.toLowerCase() : token;
    }),
  );
  return { sha256: sha256Of(text), sqlSha256: sha256Of(JSON.stringify(statements)) };
}

function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

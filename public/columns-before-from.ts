import type { CompletionSource } from '@codemirror/autocomplete';

/** Completes columns where no FROM says yet of which table: a query is typed from its left. */
export function columnsBeforeFrom(columns: readonly string[]): CompletionSource {
  const options = columns.map((label) => ({ label, type: 'property', boost: 1 }));
  return (context) => {
    const word = context.matchBefore(/[\p{L}_][\p{L}\p{N}_$]*/u);
    if (word === null || /\bfrom\b/i.test(context.state.doc.toString())) return null;
    return { from: word.from, options, validFor: /^[\p{L}\p{N}_$]*$/u };
  };
}

/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { StandardSQL, sql } from '@codemirror/lang-sql';
import { bracketMatching, syntaxHighlighting } from '@codemirror/language';
import { Compartment, EditorState, StateEffect, StateField } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  drawSelection,
  EditorView,
  keymap,
  lineNumbers,
  placeholder,
} from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import { columnsBeforeFrom } from './columns-before-from.js';

/**
 * The editor in place of the text area, which stays the form's field: what is typed goes into it, and what other
 * scripts put there or select in it comes here. Without this file the page works as it is.
 */

interface Span {
  readonly from: number;
  readonly to: number;
}

const markFault = StateEffect.define<Span | null>();

/** The place of the error, until the text changes. */
const fault = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    for (const effect of transaction.effects) {
      if (!effect.is(markFault)) continue;
      const { value } = effect;
      if (value === null || value.from === value.to) return Decoration.none;
      return Decoration.set([Decoration.mark({ class: 'fault' }).range(value.from, value.to)]);
    }
    return marks.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

const area = document.querySelector<HTMLTextAreaElement>('textarea#sql');
if (area !== null) edit(area);

function edit(field: HTMLTextAreaElement): void {
  const language = new Compartment();
  const view = new EditorView({
    doc: field.value,
    extensions: [
      lineNumbers(),
      history(),
      drawSelection(),
      bracketMatching(),
      closeBrackets(),
      autocompletion({ icons: false }),
      language.of(sql({ dialect: StandardSQL })),
      syntaxHighlighting(classHighlighter),
      fault,
      placeholder(field.placeholder),
      EditorView.cspNonce.of(document.querySelector<HTMLElement>('script[nonce]')?.nonce ?? ''),
      EditorView.contentAttributes.of({
        'aria-labelledby': 'ask-title',
        'aria-describedby': 'ask-hint',
        id: 'editor',
        // A region that scrolls is reached by the keyboard; being editable is not enough for every checker of that.
        tabindex: '0',
      }),
      // Tab leaves the editor: it is no trap for the keyboard.
      keymap.of([
        { key: 'Mod-Enter', run: () => run() },
        ...closeBracketsKeymap,
        ...completionKeymap,
        ...defaultKeymap,
        ...historyKeymap,
      ]),
      EditorState.allowMultipleSelections.of(false),
      EditorView.updateListener.of((update) => {
        if (!update.docChanged) return;
        field.value = update.state.doc.toString();
        field.dispatchEvent(new Event('input', { bubbles: true }));
      }),
    ],
  });
  field.before(view.dom);
  field.hidden = true;
  document.querySelector('label[for=sql]')?.addEventListener('click', () => view.focus());
  field.addEventListener('select-place', (event) => selectPlace(view, event));
  watchProblem(view);
  void completeFromCatalog(view, language);
}

function run(): boolean {
  document.querySelector<HTMLButtonElement>('#run')?.click();
  return true;
}

/** Another script asks for a place of the text: `detail` has line and column, both from 1. */
function selectPlace(view: EditorView, event: Event): void {
  if (!(event instanceof CustomEvent)) return;
  const { from, to } = spanAt(view, Number(event.detail.line), Number(event.detail.column));
  view.dispatch({ selection: { anchor: from, head: to }, scrollIntoView: true });
  view.focus();
  event.preventDefault();
}

/** The word, or the one character, at a place. */
function spanAt(view: EditorView, line: number, column: number): Span {
  const { doc } = view.state;
  const at = doc.line(Math.min(Math.max(1, line), doc.lines));
  const from = Math.min(at.from + Math.max(0, column - 1), at.to);
  const word = /^(?:[\p{L}\p{N}_$]+|.)?/u.exec(doc.sliceString(from, at.to))?.[0] ?? '';
  return { from, to: from + word.length };
}

/** Marks the place that the message beside the text names. */
function watchProblem(view: EditorView): void {
  const problem = document.querySelector('#problem');
  if (problem === null) return;
  const mark = (): void => {
    const { line, column } = problem.querySelector<HTMLElement>('a[data-line]')?.dataset ?? {};
    const span = line === undefined ? null : spanAt(view, Number(line), Number(column));
    view.dispatch({ effects: markFault.of(span) });
  };
  new MutationObserver(mark).observe(problem, { childList: true, subtree: true });
  mark();
}

interface CatalogPage {
  readonly databases: readonly {
    readonly name: string;
    readonly tables: readonly {
      readonly name: string;
      readonly columns: readonly { readonly name: string }[];
      readonly partitionKeys: readonly { readonly name: string }[];
    }[];
  }[];
}

/** Tables and columns of the catalog; those of the chosen layout need no database before them. */
async function completeFromCatalog(view: EditorView, language: Compartment): Promise<void> {
  const response = await fetch('/catalog.json');
  if (!response.ok) return;
  const catalog: CatalogPage = await response.json();
  const schema = Object.fromEntries(
    catalog.databases.map(({ name, tables }) => [
      name,
      Object.fromEntries(
        tables.map((table) => [
          table.name,
          [...table.columns, ...table.partitionKeys].map((column) => column.name),
        ]),
      ),
    ]),
  );
  const database = document.querySelector<HTMLSelectElement>('#database');
  const complete = (): void => {
    const defaultSchema = database?.value ?? '';
    const support = sql({ dialect: StandardSQL, schema, defaultSchema, upperCaseKeywords: true });
    const columns = [...new Set(Object.values(schema[defaultSchema] ?? {}).flat())];
    const autocomplete = columnsBeforeFrom(columns);
    view.dispatch({
      effects: language.reconfigure([support, support.language.data.of({ autocomplete })]),
    });
  };
  database?.addEventListener('change', complete);
  complete();
}

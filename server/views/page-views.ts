import type { AdvicePageView } from './advice-page-view.js';
import type { AdviceView } from './advice-view.js';
import type { CatalogView } from './catalog-view.js';
import type { ClaimsView } from './claims-view.js';
import type { ComparePageView } from './compare-page-view.js';
import type { OwnDataView } from './data-view.js';
import type { ErrorView } from './error-view.js';
import type { FrameView } from './frame-view.js';
import type { PlaygroundView } from './playground-view.js';
import type { ReferenceView } from './reference-view.js';
import type { ResultView } from './result-view.js';
import type { RunningView } from './running-view.js';
import type { WhatIfView } from './what-if-view.js';

/** The script of the editor, and what it may make style sheets with. */
interface EditorScript {
  readonly url: string;
  readonly nonce: string;
}

/** Which view each template of `server/templates` is rendered with. */
export interface PageViews {
  readonly playground: PlaygroundView & { readonly frame: FrameView; readonly editor: EditorScript };
  /** What htmx swaps in: the answer without the page around it. */
  readonly 'answer-part': PlaygroundView;
  readonly 'problem-part': {
    readonly problem: ErrorView;
    readonly isBlocking: boolean;
    /** Where it is about a form whose fields are on the page. */
    readonly fieldProblems?: PlaygroundView['fieldProblems'];
  };
  /** How far a run is. */
  readonly 'running-part': RunningView;
  /** Another page of the rows. */
  readonly 'result-part': ResultView;
  readonly advice: AdvicePageView & { readonly frame: FrameView };
  /** The panel after its statements were run. */
  readonly 'advice-part': { readonly advice: AdviceView };
  readonly compare: ComparePageView & { readonly frame: FrameView };
  readonly catalog: CatalogView & { readonly frame: FrameView };
  readonly data: OwnDataView & { readonly frame: FrameView };
  readonly 'what-if': WhatIfView & { readonly frame: FrameView };
  readonly claims: ClaimsView & { readonly frame: FrameView };
  readonly reference: ReferenceView & { readonly frame: FrameView };
  readonly error: { readonly frame: FrameView; readonly status: number; readonly problem: ErrorView };
}

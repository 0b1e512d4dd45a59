/** What the parent tells a worker. */
export type ToWorker<Options, Question> =
  | { readonly kind: 'open'; readonly options: Options }
  | { readonly kind: 'ask'; readonly question: Question };

/** What a worker answers. */
export type FromWorker<Answer, Progress> =
  | { readonly kind: 'ready' }
  /** It has begun with the question: before that, the question may be asked again elsewhere. */
  | { readonly kind: 'taken' }
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'answer'; readonly answer: Answer }
  | WorkerError
  | WorkerFault;

/** A `DryRunError` on its way to the parent. */
export interface WorkerError {
  readonly kind: 'error';
  readonly code: string;
  readonly data: unknown;
  readonly span: unknown;
}

/** A mistake of ours: where, without its message, which may quote SQL. */
export interface WorkerFault {
  readonly kind: 'fault';
  readonly name: string;
  readonly frames: readonly string[];
}

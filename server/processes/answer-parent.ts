import { DryRunError } from '../../estimator/errors.js';
import { diskFull } from '../disk-full.js';
import { stackFrames } from './stack-frames.js';
import type { FromWorker, ToWorker, WorkerError, WorkerFault } from './worker-message.js';

/** Answers a question, and may tell how far it is. */
export type AnswerTo<Question, Answer, Progress> = (
  question: Question,
  tell: (progress: Progress) => void,
) => Promise<Answer>;

/**
 * The whole of a worker's program: it is opened once, answers one question at a time, ends with its parent, and may be
 * killed at any moment.
 */
export function answerParent<Options, Question, Answer, Progress = never>(
  open: (options: Options) => Promise<AnswerTo<Question, Answer, Progress>>,
): void {
  let answerTo: AnswerTo<Question, Answer, Progress> | null = null;

  const send = (message: FromWorker<Answer, Progress>): void => void process.send?.(message);
  const tell = (progress: Progress): void => send({ kind: 'progress', progress });

  const handle = async (message: ToWorker<Options, Question>): Promise<FromWorker<Answer, Progress>> => {
    if (message.kind === 'open') {
      answerTo = await open(message.options);
      return { kind: 'ready' };
    }
    if (answerTo === null) throw new Error('the worker is not open');
    send({ kind: 'taken' });
    return { kind: 'answer', answer: await answerTo(message.question, tell) };
  };

  process.on('message', async (message: ToWorker<Options, Question>) => {
    send(await handle(message).catch(failureOf));
  });
  // Not by `exit`, which waits for a query that DuckDB is still at.
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  // A terminal sends its signals to every process of the group; the parent decides when a worker ends.
  process.on('SIGINT', () => undefined);
}

function failureOf(thrown: unknown): WorkerError | WorkerFault {
  const error = diskFull(thrown);
  if (error instanceof DryRunError) {
    return { kind: 'error', code: error.code, data: error.data, span: error.span };
  }
  if (error instanceof Error) return { kind: 'fault', name: error.name, frames: stackFrames(error) };
  return { kind: 'fault', name: typeof error, frames: [] };
}

import { estimateTexts, heavyRun, type LoadText } from './load-texts.js';

export interface LoadPlan {
  readonly url: string;
  /** Who change their query all the time, as the page does while somebody types. */
  readonly estimatingUsers: number;
  /** Who run heavy queries, one after the other. */
  readonly runningUsers: number;
  /** Estimates of all users together; when they are done the load ends. */
  readonly estimates: number;
  /** From an answer to the next question, on average. */
  readonly thinkMs: number;
}

export interface LoadResult {
  /** Of estimates that were answered. */
  readonly estimateMs: readonly number[];
  readonly runMs: readonly number[];
  /** How often the server said that it is too busy, or that it was asked too often. */
  readonly refused: number;
  /** What no answer may be. */
  readonly wrong: readonly string[];
}

let asked = 0;

/** Puts a load on a playground, and compares every answer with the one that the same question gets when nothing else goes on. */
export async function putLoad(plan: LoadPlan): Promise<LoadResult> {
  const { url, estimatingUsers, runningUsers, estimates, thinkMs } = plan;
  const expected = await learn(url, runningUsers > 0);
  const result = { estimateMs: [] as number[], runMs: [] as number[], refused: 0, wrong: [] as string[] };
  let left = estimates;
  let isOver = false;

  const ask = async (question: LoadQuestion, times: number[]): Promise<void> => {
    const started = performance.now();
    const answer = await send(url, question);
    if (answer.isRefusal) result.refused += 1;
    else {
      times.push(performance.now() - started);
      if (answer.text !== expected.get(question.text)) result.wrong.push(answer.text.slice(0, 300));
    }
  };

  const estimateOn = async (user: number): Promise<void> => {
    // People do not begin at the same moment.
    if (thinkMs > 0) await pause((thinkMs * user) / estimatingUsers);
    while (left > 0) {
      left -= 1;
      const text = estimateTexts[(left + user) % estimateTexts.length] ?? heavyRun;
      await ask({ text, runs: false }, result.estimateMs);
      // Spread evenly over the users, without chance.
      if (thinkMs > 0) await pause(thinkMs * (0.5 + ((left * 7 + user * 13) % 100) / 100));
    }
  };

  const runOn = async (): Promise<void> => {
    while (!isOver) {
      const before = result.refused;
      await ask({ text: heavyRun, runs: true }, result.runMs);
      if (result.refused > before) await pause(200);
    }
  };

  const running = Array.from({ length: runningUsers }, runOn);
  await Promise.all(Array.from({ length: estimatingUsers }, (_, user) => estimateOn(user)));
  isOver = true;
  await Promise.all(running);
  return result;
}

interface LoadQuestion {
  readonly text: LoadText;
  readonly runs: boolean;
}

async function learn(url: string, learnsRun: boolean): Promise<ReadonlyMap<LoadText, string>> {
  const questions = [
    ...estimateTexts.map((text) => ({ text, runs: false })),
    ...(learnsRun ? [{ text: heavyRun, runs: true }] : []),
  ];
  const known = new Map<LoadText, string>();
  for (const question of questions) known.set(question.text, (await send(url, question)).text);
  return known;
}

interface LoadAnswer {
  /** The body, with the name that is new in each question taken out, and what differs from run to run. */
  readonly text: string;
  readonly isRefusal: boolean;
}

async function send(url: string, { text, runs }: LoadQuestion): Promise<LoadAnswer> {
  asked += 1;
  const name = `x${String(asked).padStart(6, '0')}`;
  const response = await fetch(`${url}${runs ? '/run.json' : '/'}`, {
    method: 'POST',
    headers: runs ? {} : { 'HX-Request': 'true', 'HX-Request-Type': 'partial' },
    body: new URLSearchParams({ sql: text(name) }),
  });
  const body = (await response.text()).replaceAll(name, '{name}');
  if ([429, 503].includes(response.status) && response.headers.get('retry-after') !== null) {
    return { text: body, isRefusal: true };
  }
  const told = runs ? JSON.stringify(JSON.parse(body).result?.rows ?? body) : body;
  return { text: `${response.status} ${told}`, isRefusal: false };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

import type { Response } from 'express';
import type { Problem } from '../problem.js';

/** The status that says what went wrong, and when it is worth to ask again, where it is. Answers 200 to no problem. */
export function setStatus(response: Response, problem: Problem | null): void {
  const status = problem?.status ?? 200;
  response.status(status);
  if (status === 503 || status === 429) response.set('Retry-After', retryAfterSeconds);
}

/** A queue moves on within seconds; the minute of a rate limit has passed soon. */
const retryAfterSeconds = '10';

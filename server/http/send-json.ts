import type { Response } from 'express';
import type { Problem } from '../problem.js';

/** The data of a page, or its error beside what is there nevertheless. */
export function sendJson(response: Response, data: object | null, problem: Problem | null): void {
  response.set('Cache-Control', 'no-store').status(problem?.status ?? 200);
  response.json(problem === null ? data : { error: problem.error, ...data });
}

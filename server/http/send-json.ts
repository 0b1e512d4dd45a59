import type { Response } from 'express';
import type { Problem } from '../problem.js';
import { setStatus } from './set-status.js';

/** The data of a page, or its error beside what is there nevertheless. */
export function sendJson(response: Response, data: object | null, problem: Problem | null): void {
  setStatus(response, problem);
  response.set('Cache-Control', 'no-store');
  response.json(problem === null ? data : { error: problem.error, ...data });
}

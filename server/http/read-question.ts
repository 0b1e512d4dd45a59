import type { Request } from 'express';
import type { PlaygroundContext } from '../context.js';
import { parseQuestion, type Question } from '../question.js';
import { asItIs } from '../table-size.js';

/** The question of a request: the form of a POST, else the query string. */
export function readQuestion(request: Request, context: PlaygroundContext): Question {
  const input: unknown = request.method === 'POST' ? request.body : request.query;
  const defaults = {
    sql: '',
    storedAs: null,
    database: context.defaultDatabase,
    region: 'us-east-1',
    runsPerMonth: null,
    tableSize: asItIs,
  };
  return parseQuestion(input, defaults, context.storedQueries.find);
}

import type { Request } from 'express';
import { regionPrices } from '../../estimator/pricing/region-prices.js';
import type { PlaygroundContext } from '../context.js';
import { linkWithin } from '../link-within.js';
import { parseQuestion, type Question } from '../question.js';
import { asItIs } from '../table-size.js';
import { urls } from '../urls.js';

const regions = new Set(Object.keys(regionPrices));

/** The question of a request: the form of a POST, else the query string. */
export function readQuestion(request: Request, context: PlaygroundContext): Question {
  const input: unknown = request.method === 'POST' ? request.body : request.query;
  const { catalog, defaultDatabase, limits, storedQueries } = context;
  const defaults = {
    sql: '',
    storedAs: null,
    database: defaultDatabase,
    region: 'us-east-1',
    runsPerMonth: null,
    tableSize: asItIs,
    sizedIn: context.defaultDatabase,
  };
  const question = parseQuestion(input, defaults, {
    findStored: storedQueries.find,
    databases: catalog.databases,
    regions,
  });
  // A form always sends the text, also of a question that was opened by its short link.
  return linkWithin(limits.linkLength, question, urls.playground) === null
    ? { ...question, storedAs: storedQueries.idOf(question.sql) }
    : question;
}

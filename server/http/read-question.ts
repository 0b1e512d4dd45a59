import type { Request } from 'express';
import { regionPrices } from '../../estimator/pricing/region-prices.js';
import type { PlaygroundContext } from '../context.js';
import { parseQuestion, type Question } from '../question.js';
import { asItIs } from '../table-size.js';

const regions = new Set(Object.keys(regionPrices));

/** The question of a request: the form of a POST, else the query string. */
export function readQuestion(request: Request, context: PlaygroundContext): Question {
  const input: unknown = request.method === 'POST' ? request.body : request.query;
  const { catalog, defaultDatabase, storedQueries } = context;
  const defaults = {
    sql: '',
    storedAs: null,
    database: defaultDatabase,
    region: 'us-east-1',
    runsPerMonth: null,
    tableSize: asItIs,
    sizedIn: context.defaultDatabase,
  };
  return parseQuestion(input, defaults, {
    findStored: storedQueries.find,
    databases: catalog.databases,
    regions,
  });
}

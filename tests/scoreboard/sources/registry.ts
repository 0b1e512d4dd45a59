import type { DescribeSource } from '../source.js';
import { amazonReviews } from './amazon-reviews.js';
import { awsSdkPandas } from './aws-sdk-pandas.js';
import { covid } from './covid.js';
import { logs } from './logs.js';
import { nginxLogs } from './nginx-logs.js';
import { openaq } from './openaq.js';
import { stateNames } from './state-names.js';
import { taxi } from './taxi.js';
import { wholeTables } from './whole-tables.js';

export const sources: readonly DescribeSource[] = [
  stateNames,
  amazonReviews,
  nginxLogs,
  awsSdkPandas,
  openaq,
  covid,
  taxi,
  logs,
  wholeTables,
];

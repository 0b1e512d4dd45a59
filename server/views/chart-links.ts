import type { Question } from '../question.js';
import { urls } from '../urls.js';

/** Addresses of the same chart for both colour schemes and two widths. */
export interface ChartLinks {
  readonly wideLight: string;
  readonly wideDark: string;
  readonly narrowLight: string;
  readonly narrowDark: string;
}

export function chartLinks(question: Question): ChartLinks {
  return {
    wideLight: urls.compareChart(question, 'wide', 'light'),
    wideDark: urls.compareChart(question, 'wide', 'dark'),
    narrowLight: urls.compareChart(question, 'narrow', 'light'),
    narrowDark: urls.compareChart(question, 'narrow', 'dark'),
  };
}

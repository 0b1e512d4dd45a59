import { median } from './median.js';
import { planLayout, planSelect } from './plan-select.js';
import { reportFigure } from './report-figure.js';
import { runCold } from './run-cold.js';

const rounds = 9;

/** A whole run of the command, beside an empty program of the same Node; in turns, so that both feel the same load. */
export function benchOneShot(): void {
  const words = ['estimate', '-e', planSelect, '--database', planLayout];
  const empty: number[] = [];
  const estimate: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    empty.push(runCold([]).wallMs);
    estimate.push(runCold(words).wallMs);
  }
  const ratios = estimate.map((wallMs, round) => wallMs / (empty[round] ?? wallMs));
  reportFigure('node -e 0', `${median(empty).toFixed(0)} ms`);
  reportFigure(
    'one-shot estimate of the plan',
    `${median(estimate).toFixed(0)} ms, ${median(ratios).toFixed(1)} x (at most 8)`,
  );
}

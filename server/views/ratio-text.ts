import type { Interval } from '../../estimator/report.js';

/**
 * How many times as much a figure is as another, by the likely ones: `1.4 ×`, `about 31 ×` where a figure is a range,
 * so that the ratio is one too.
 */
export function ratioText(figure: Interval, other: Interval): string {
  if (figure.likely === null || other.likely === null) return 'not known';
  const about = isExact(figure) && isExact(other) ? '' : 'about ';
  if (figure.likely === other.likely) return `${about}1 ×`;
  return other.likely === 0 ? `${about}from 0` : `${about}${timesText(figure.likely / other.likely)}`;
}

/** `1.4 ×`, `31 ×`: two figures are enough to choose by. */
function timesText(times: number): string {
  return `${times < 9.95 ? times.toFixed(1) : Math.round(times).toLocaleString('en-US')} ×`;
}

function isExact({ low, high }: Interval): boolean {
  return low !== null && low === high;
}

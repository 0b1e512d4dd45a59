/** A share with at most one digit after the point: `0 %`, `0.2 %`, `100 %`. */
export function percent(share: number): string {
  return `${Number((share * 100).toFixed(1))} %`;
}

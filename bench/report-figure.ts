/** One line of the benchmark's output. */
export function reportFigure(what: string, figure: string): void {
  process.stdout.write(`${what.padEnd(58)} ${figure}\n`);
}

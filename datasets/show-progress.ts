import { Presets, SingleBar } from 'cli-progress';
import type { BuildProgress } from './build.js';

export interface ProgressDisplay {
  show(progress: BuildProgress): void;
  stop(): void;
}

/** Shows a build on standard error: a bar on a terminal, one line in a log. */
export function progressDisplay(): ProgressDisplay {
  return process.stderr.isTTY ? progressBar() : oneLine();
}

function progressBar(): ProgressDisplay {
  const bar = new SingleBar(
    { stream: process.stderr, format: 'datasets {bar} {value}/{total} {stage}', clearOnComplete: true },
    Presets.shades_classic,
  );
  let isStarted = false;
  return {
    show({ stage, done, total }): void {
      if (isStarted) bar.setTotal(total);
      else bar.start(total, done, { stage });
      isStarted = true;
      bar.update(done, { stage });
    },
    stop(): void {
      if (isStarted) bar.stop();
    },
  };
}

function oneLine(): ProgressDisplay {
  let isSaid = false;
  return {
    show(): void {
      if (!isSaid) process.stderr.write('building the datasets: about half a minute for a million rows\n');
      isSaid = true;
    },
    stop(): void {},
  };
}

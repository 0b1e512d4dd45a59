import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { put, scratchFolder } from '../catalog/scratch.js';

const root = scratchFolder();
const script = fileURLToPath(new URL('../../dist/estimator/cli.js', import.meta.url));

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s while a catalog is taken leaves nothing behind',
  async (signal) => {
    for (let table = 0; table < 200; table += 1) put(root, `data/t${table}/a.csv`, 'id,amount\n1,2\n');
    const out = join(root, `out-${signal}`, 'catalog');
    const child = spawn(process.execPath, [script, 'catalog', 'from-folder', join(root, 'data'), '-o', out]);
    const ended = once(child, 'close');
    const parts = (): readonly string[] =>
      existsSync(dirname(out)) ? readdirSync(dirname(out)).filter((name) => name.includes('.part-')) : [];
    while (parts().length === 0 && child.exitCode === null) await setTimeout(5);
    expect(parts()).toHaveLength(1);
    child.kill(signal);
    expect(await ended).toEqual([null, signal]);
    expect(readdirSync(dirname(out))).toEqual([]);
  },
);

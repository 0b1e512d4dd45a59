import { expect, test } from 'vitest';
import { childProcesses } from '../server/faults/child-processes.js';
import { serveDatasets } from '../server/serve-datasets.js';
import { putLoad } from './put-load.js';

test('under load every answer is the right one or an announced refusal, and no process is left', async () => {
  const served = await serveDatasets({
    limits: { requestsPerMinute: 1e6, runsPerMinute: 1e6, estimatesWaiting: 20 },
  });
  const result = await putLoad({
    url: served.url,
    estimatingUsers: 30,
    runningUsers: 5,
    estimates: 300,
    thinkMs: 0,
  });
  expect(result.wrong).toEqual([]);
  expect(result.estimateMs.length).toBeGreaterThan(0);
  expect(result.runMs.length).toBeGreaterThan(0);
  const estimators = childProcesses(process.pid, 'estimate-worker').length;
  expect(estimators).toBeLessThanOrEqual(4);
  expect(childProcesses(process.pid).length - estimators).toBe(1);
  await served.close();
  expect(childProcesses(process.pid)).toEqual([]);
});

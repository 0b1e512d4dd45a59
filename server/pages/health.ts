import { tool } from '../../estimator/tool.js';
import type { Handler } from './handler.js';

/** For whoever watches the process: it answers, and with which catalog. */
export const showHealth: Handler = ({ context }, _request, response) => {
  response.set('Cache-Control', 'no-store').json({
    status: 'ok',
    ...tool,
    catalog: { name: context.catalog.name, databases: context.catalog.databases.size },
    uptimeSeconds: Math.round(process.uptime()),
  });
};

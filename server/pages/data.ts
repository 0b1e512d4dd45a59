import type { Request, Response } from 'express';
import * as v from 'valibot';
import { DryRunError } from '../../estimator/errors.js';
import { sendJson } from '../http/send-json.js';
import { setStatus } from '../http/set-status.js';
import { forgetSessionId, sendSessionId, sessionIdOf } from '../own-data/session-cookie.js';
import type { Session } from '../own-data/sessions.js';
import { type Problem, problemOf } from '../problem.js';
import type { Services } from '../services.js';
import { urls } from '../urls.js';
import { dataView } from '../views/data-view.js';
import { frameView } from '../views/frame-view.js';
import type { Handler } from './handler.js';

/** The tables that this browser brought, and forms to bring more. */
export const showData: Handler = (services, request, response, session) => {
  sendData(services, request, response, session, null);
};

export const showDataJson: Handler = (services, _request, response, session) => {
  sendJson(response, dataView(session, services.context, { hasEnded: false, problem: null }), null);
};

/** A file of the form becomes a table. */
export const uploadData: Handler = async (services, request, response, session) => {
  let added = '';
  await changeData(services, request, response, session, {
    change: async (own) => {
      added = await services.context.sessions.upload(own, request);
    },
    place: () => urls.addedData(added),
  });
};

/** The same for programs. */
export const uploadDataJson: Handler = async (services, request, response, session) => {
  await inSession(services, request, response, session, (own) =>
    services.context.sessions.upload(own, request),
  );
  await inSession(services, request, response, session, async (own) => {
    sendJson(response, dataView(own, services.context, { hasEnded: false, problem: null }), null);
  });
};

/** DDL becomes tables without rows. */
export const declareData: Handler = (services, request, response, session) =>
  changeData(services, request, response, session, {
    change: (own) => {
      const { ddl } = parseForm(v.object({ ddl: v.string() }), request);
      return services.context.sessions.declare(own, ddl);
    },
  });

const typeFields = v.record(v.string(), v.string());

/** The field `type-3` is the type of the fourth column. */
export const correctData: Handler = (services, request, response, session) =>
  changeData(services, request, response, session, {
    change: async (own) => {
      const fields = parseForm(typeFields, request);
      const name = fields['table'] ?? '';
      const table = own.tables.get(name)?.table;
      const columns = table?.kind === 'table' ? table.columns : [];
      const types = columns.flatMap((column, index) => {
        const type = fields[`type-${index}`] ?? '';
        return type === '' ? [] : [[column.name, type] as const];
      });
      services.context.sessions.correct(own, name, new Map(types));
    },
  });

export const removeData: Handler = (services, request, response, session) =>
  changeData(services, request, response, session, {
    change: async (own) => {
      const { table } = parseForm(v.object({ table: v.string() }), request);
      services.context.sessions.remove(own, table);
    },
  });

/** Deletes everything at once. */
export const endData: Handler = (services, _request, response, session) => {
  if (session !== null) services.context.sessions.end(session);
  forgetSessionId(response);
  response.redirect(303, urls.data);
};

interface Change {
  readonly change: (session: Session) => Promise<void>;
  /** Where its result is shown; the page of the data unless given. */
  readonly place?: () => string;
}

/** After a change the page is asked for anew, so that reloading it changes nothing. */
async function changeData(
  services: Services,
  request: Request,
  response: Response,
  session: Session | null,
  { change, place = () => urls.data }: Change,
): Promise<void> {
  try {
    await inSession(services, request, response, session, change);
    response.redirect(303, place());
  } catch (error) {
    if (!(error instanceof DryRunError)) throw error;
    sendData(services, request, response, session, problemOf(error, ''));
  }
}

/** Works in the session of the browser; a browser without one gets one. */
async function inSession(
  services: Services,
  request: Request,
  response: Response,
  session: Session | null,
  work: (session: Session) => Promise<unknown>,
): Promise<void> {
  const { sessions } = services.context;
  const known = session?.id ?? openedFor.get(request) ?? null;
  const id = known ?? sessions.open(sessionIdOf(request));
  if (known === null) {
    openedFor.set(request, id);
    sendSessionId(request, response, id);
  }
  await sessions.use(id, services, async (own) => {
    if (own === null) throw new DryRunError('usage', { detail: 'The session has ended.' });
    await work(own);
  });
}

/** Sessions that were opened while a request was answered. */
const openedFor = new WeakMap<Request, string>();

function sendData(
  services: Services,
  request: Request,
  response: Response,
  session: Session | null,
  problem: Problem | null,
): void {
  const { sessions } = services.context;
  const id = sessionIdOf(request);
  const hasEnded = session === null && id !== null && !sessions.isPromised(id);
  if (hasEnded && problem === null) forgetSessionId(response);
  if (session === null && id === null && !openedFor.has(request)) {
    sendSessionId(request, response, sessions.promise());
  }
  const frame = frameView(services.assets, {
    title: 'Your data',
    section: urls.data,
    jsonUrl: urls.dataJson,
  });
  setStatus(response, problem);
  response.set('Cache-Control', 'no-store');
  const ddl = problem === null ? '' : sentDdl(request);
  const view = {
    ...dataView(session, services.context, { hasEnded, problem }),
    ddl,
    added: addedName(request, session),
  };
  response.type('html').send(services.render('data', { ...view, frame }));
}

/** DDL that was refused stays in its field. */
function sentDdl(request: Request): string {
  const parsed = v.safeParse(v.object({ ddl: v.string() }), { ...request.body });
  return parsed.success ? parsed.output.ddl : '';
}

/** The table that the page is to confirm; null where the address names none of the session's. */
function addedName(request: Request, session: Session | null): string | null {
  const parsed = v.safeParse(v.object({ added: v.string() }), { ...request.query });
  return parsed.success && session?.tables.has(parsed.output.added) ? parsed.output.added : null;
}

function parseForm<Fields extends v.GenericSchema>(schema: Fields, request: Request): v.InferOutput<Fields> {
  const parsed = v.safeParse(schema, { ...request.body });
  if (parsed.success) return parsed.output;
  throw new DryRunError('usage', { detail: 'The form lacks a field.' });
}

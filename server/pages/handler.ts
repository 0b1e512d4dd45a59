import type { Request, Response } from 'express';
import type { Session } from '../own-data/sessions.js';
import type { Services } from '../services.js';

/**
 * Answers one request; what it throws becomes an error page, part or JSON. The services are those of the session, where
 * the browser has one.
 */
export type Handler = (
  services: Services,
  request: Request,
  response: Response,
  session: Session | null,
) => Promise<void> | void;

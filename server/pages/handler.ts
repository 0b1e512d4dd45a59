import type { Request, Response } from 'express';
import type { Services } from '../services.js';

/** Answers one request; what it throws becomes an error page, part or JSON. */
export type Handler = (services: Services, request: Request, response: Response) => Promise<void> | void;

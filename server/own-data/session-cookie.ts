import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';

const cookieName = 'athena_dryrun_session';
const cookieShape = new RegExp(`(?:^|;\\s*)${cookieName}=([A-Za-z0-9_-]{22})(?:;|$)`);

/** 128 random bits: whoever knows them is the owner of the session's data. */
export function newSessionId(): string {
  return randomBytes(16).toString('base64url');
}

/** The id that a browser sends, null without one. */
export function sessionIdOf(request: Request): string | null {
  return cookieShape.exec(request.get('cookie') ?? '')?.[1] ?? null;
}

/** Scripts cannot read it, and other sites cannot make a browser send it with a form. */
export function sendSessionId(request: Request, response: Response, id: string): void {
  response.cookie(cookieName, id, { httpOnly: true, sameSite: 'lax', path: '/', secure: request.secure });
}

export function forgetSessionId(response: Response): void {
  response.clearCookie(cookieName, { httpOnly: true, sameSite: 'lax', path: '/' });
}

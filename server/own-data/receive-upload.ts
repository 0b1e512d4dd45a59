import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyHeaders } from '@fastify/busboy';
import type { Request } from 'express';
import { DryRunError } from '../../estimator/errors.js';
import { formatBytes } from '../../estimator/render/format-bytes.js';
import { diskFull } from '../disk-full.js';
import type { DiskBudget } from './disk-budget.js';

/** A file that was sent with a form. */
export interface Upload {
  readonly path: string;
  /** As it was sent: untrusted text. */
  readonly fileName: string;
  readonly bytes: number;
  /** The other fields of the form. */
  readonly fields: ReadonlyMap<string, string>;
}

export interface UploadPlace {
  readonly folder: string;
  readonly fileBytes: number;
  readonly budget: DiskBudget;
}

/**
 * Streams the one file of a multipart form into the folder, as `upload`. The bytes are taken from the budget; whoever
 * calls gives them back. Throws `usage`, `limit_exceeded` or `busy`, and what a client that goes away causes, with
 * nothing taken.
 */
export async function receiveUpload(request: Request, place: UploadPlace): Promise<Upload> {
  const type = request.get('content-type') ?? '';
  if (!/^multipart\/form-data\s*;/i.test(type)) {
    throw new DryRunError('usage', { detail: 'A form with a file (multipart/form-data) was expected.' });
  }
  let taken = 0;
  const take = (bytes: number): void => {
    if (taken + bytes > place.fileBytes) {
      throw new DryRunError('limit_exceeded', { what: 'The file', limit: formatBytes(place.fileBytes) });
    }
    place.budget.take(bytes);
    taken += bytes;
  };
  try {
    return await readForm(request, { ...request.headers, 'content-type': type }, place.folder, take);
  } catch (error) {
    place.budget.give(taken);
    // What is still coming is read and thrown away, so that the browser gets to read the answer.
    request.unpipe();
    request.resume();
    throw error;
  }
}

function readForm(
  request: Request,
  headers: BusboyHeaders,
  folder: string,
  take: (bytes: number) => void,
): Promise<Upload> {
  const fields = new Map<string, string>();
  const path = join(folder, 'upload');
  return new Promise((resolve, reject) => {
    const form = new Busboy({ headers, limits: { files: 1, fields: 10, fieldSize: 1_000, parts: 12 } });
    let source: Readable | null = null;
    let file: Promise<{ fileName: string; bytes: number }> | null = null;
    const fail = (thrown: unknown): void => {
      const error = diskFull(thrown);
      source?.destroy();
      reject(error instanceof DryRunError ? error : new DryRunError('usage', { detail: unreadableForm }));
    };
    form.on('field', (name, value) => void fields.set(name, value));
    form.on('file', (_field, stream, fileName) => {
      source = stream;
      let bytes = 0;
      const counted = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          try {
            take(chunk.length);
            bytes += chunk.length;
            done(null, chunk);
          } catch (error) {
            done(error instanceof Error ? error : new Error(String(error)));
          }
        },
      });
      file = pipeline(stream, counted, createWriteStream(path)).then(() => ({ fileName, bytes }));
      file.catch(fail);
    });
    form.on('error', fail);
    form.on('finish', async () => {
      if (file === null) return fail(new DryRunError('usage', { detail: 'Choose a file.' }));
      try {
        const { fileName, bytes } = await file;
        if (bytes === 0) throw new DryRunError('usage', { detail: 'Choose a file that is not empty.' });
        resolve({ path, fileName, bytes, fields });
      } catch (error) {
        fail(error);
      }
    });
    request.once('close', () => {
      if (request.complete) return;
      form.destroy();
      fail(new DryRunError('usage', { detail: 'The upload was broken off.' }));
    });
    request.pipe(form);
  });
}

const unreadableForm = 'The form cannot be read, or the upload was broken off.';

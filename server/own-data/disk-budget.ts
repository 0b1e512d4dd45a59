import { DryRunError } from '../../estimator/errors.js';

/** Bytes on disk that uploads of all sessions share. */
export interface DiskBudget {
  /** Throws `busy` where they are not left. */
  readonly take: (bytes: number) => void;
  readonly give: (bytes: number) => void;
}

export function createDiskBudget(limitBytes: number): DiskBudget {
  let taken = 0;
  return {
    take(bytes) {
      if (taken + bytes > limitBytes) {
        const detail = 'The disk space for uploads is in use. Try again when other sessions have ended.';
        throw new DryRunError('busy', { detail });
      }
      taken += bytes;
    },
    give(bytes) {
      taken -= bytes;
    },
  };
}

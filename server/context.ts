import type { Logger } from 'pino';
import type { Catalog } from '../estimator/catalog/catalog.js';
import type { Engine } from './engine/engine.js';
import type { Limits } from './limits.js';

/** What the playground works on. Whoever makes it also closes it. */
export interface PlaygroundContext {
  readonly catalog: Catalog;
  readonly engine: Engine;
  /** Of unqualified table names, where the question names none. */
  readonly defaultDatabase: string;
  readonly logger: Logger;
  readonly limits: Limits;
  /** Host names beyond the loopback's that a server on the loopback address answers to. */
  readonly allowedHosts: readonly string[];
}

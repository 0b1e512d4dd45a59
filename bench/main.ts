import { benchCheck } from './bench-check.js';
import { benchFooters } from './bench-footers.js';
import { benchGrowth } from './bench-growth.js';
import { benchOneShot } from './bench-one-shot.js';
import { benchWarm } from './bench-warm.js';

/**
 * Speed, side by side on one machine, with the limits in brackets: `npm run bench`. Needs the built-in datasets, and
 * about two minutes and 500 MB for the largest table of the last part.
 */

benchOneShot();
await benchWarm();
benchCheck();
await benchFooters();
await benchGrowth();

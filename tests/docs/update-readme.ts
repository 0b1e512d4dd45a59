import { writeFileSync } from 'node:fs';
import { currentReadme, readmePath } from './readme.js';

writeFileSync(readmePath, await currentReadme());

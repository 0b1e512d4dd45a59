import { writeFileSync } from 'node:fs';
import { scoreboardPages } from './pages.js';
import { score } from './score.js';

for (const { path, text } of scoreboardPages(await score())) writeFileSync(path, text);

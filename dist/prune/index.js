import { start } from '../index.js';

await start('prune', 'main');

import { start } from '../index.js';

await start('hold', 'main');

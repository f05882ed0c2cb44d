import { start } from '../index.js';

await start('restore', 'main');

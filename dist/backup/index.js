import { start } from '../index.js';

await start('backup', 'main');

import { start } from '../index.js';

await start('status', 'main');

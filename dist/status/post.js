import { start } from '../index.js';

await start('status', 'post');

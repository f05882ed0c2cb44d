import { start } from '../index.js';

await start('lifecycle', 'post');

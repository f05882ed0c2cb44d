import { start } from '../index.js';

await start('swap', 'post');

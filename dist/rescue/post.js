import { start } from '../index.js';

await start('rescue', 'post');

import { start } from '../index.js';

await start('discover', 'post');

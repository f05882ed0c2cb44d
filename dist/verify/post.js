import { start } from '../index.js';

await start('verify', 'post');

import { start } from '../index.js';

await start('wal', 'post');

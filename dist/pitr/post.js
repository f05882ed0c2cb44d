import { start } from '../index.js';

await start('pitr', 'post');

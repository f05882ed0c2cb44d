import { start } from '../index.js';

await start('migration-gate', 'post');

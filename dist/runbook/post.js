import { start } from '../index.js';

await start('runbook', 'post');

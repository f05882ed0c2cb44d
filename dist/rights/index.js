import { start } from '../index.js';

await start('rights', 'main');

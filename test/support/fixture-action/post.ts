import { start } from '../../../src/main.ts';
import { FIXTURE } from './fixture.ts';

await start('fixture', 'post', FIXTURE);

import { cli } from '../../../src/main.ts';
import { FIXTURE } from './fixture.ts';

await cli(process.argv.slice(2), FIXTURE);

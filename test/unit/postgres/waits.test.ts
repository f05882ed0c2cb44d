import { expect, test } from 'vitest';
import { reasonOf, type Wait } from '../../../src/postgres/waits.ts';

const wait = (over: Partial<Wait>): Wait => ({
  pid: 1,
  type: null,
  event: null,
  relation: null,
  blockers: [],
  ...over,
});
const lock = wait({ type: 'Lock', event: 'relation', relation: 'public.tickets' });

test.each<[string, Wait[], string, boolean]>([
  [
    'a lock, although another session works',
    [wait({}), { ...lock, blockers: ['session 4711 (psql, as alice)'] }],
    'it waits for a lock on public.tickets, which session 4711 (psql, as alice) holds',
    false,
  ],
  [
    'a lock of a session that has just ended',
    [lock],
    'it waits for a lock on public.tickets, which another session holds',
    false,
  ],
  ['nothing', [], 'the server has no session of ours at work', false],
  [
    'the client',
    [wait({ type: 'Client', event: 'ClientWrite' })],
    'the server waits for this machine (ClientWrite)',
    false,
  ],
  [
    'the disk, for one of two',
    [wait({ type: 'Client', event: 'ClientWrite' }), wait({ type: 'IO', event: 'DataFileRead' })],
    'the server is at work on it (IO: DataFileRead)',
    true,
  ],
  ['the processor', [wait({})], 'the server is at work on it', true],
])('what is waited for: %s', (_, waits, text, works) => {
  expect(reasonOf(waits)).toEqual({ text, works });
});

import { IntegrityError } from '../errors.ts';
import { expectSuccess, startProcess } from '../process.ts';
import type { Client } from './client.ts';
import { firstErrorLine } from './stderr.ts';
import { program } from './tools.ts';

/**
 * Decodes an archive to its last byte without a server (`pg_restore --file=/dev/null`). `pg_restore --list` reads
 * only the table of contents and accepts an archive that was cut to a twentieth.
 * @throws IntegrityError PBA-ARCHIVE-DAMAGED
 */
export async function decodeArchive(
  client: Pick<Client, 'installation' | 'env' | 'signal'>,
  path: string,
  what: string,
): Promise<void> {
  const running = await startProcess(program(client.installation, 'pg_restore'), ['--file=/dev/null', path], {
    env: client.env,
    signal: client.signal,
  });
  running.stdin.end();
  running.stdout.resume();
  const exit = await expectSuccess(running, client.signal, (failed) =>
    failed.signal !== null
      ? undefined
      : new IntegrityError(
          'PBA-ARCHIVE-DAMAGED',
          `${what} cannot be decoded: ${firstErrorLine(failed.stderr)}`,
          {
            hint: 'The dump itself is damaged. Use another set, and take a new backup now.',
          },
        ),
  );
  if (/error:/.test(exit.stderr)) {
    throw new IntegrityError(
      'PBA-ARCHIVE-DAMAGED',
      `${what} was decoded with errors: ${firstErrorLine(exit.stderr)}`,
    );
  }
}

import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { ToolError } from '../../errors.ts';
import { runText } from '../../process.ts';
import type { Client } from '../client.ts';
import { explainPostgres } from '../stderr.ts';
import { program } from '../tools.ts';
import type { TableFindings } from './collect-rows.ts';
import { type RepairFacts, repairBody, repairHeader, repairStart, stagingSql } from './repair-sql.ts';

export interface RepairPart {
  readonly findings: TableFindings;
  readonly stated: { readonly missing: number; readonly changed: number };
}

/** Writes the repair: a script for psql that holds the rows themselves, so it needs the source no more. Only its owner can read it. */
export async function writeRepair(
  path: string,
  facts: RepairFacts,
  parts: readonly RepairPart[],
): Promise<void> {
  const tables = parts.map(({ findings, stated }) => ({ pair: findings.pair, stated }));
  const file = await open(path, 'wx', 0o600);
  try {
    await file.write(repairHeader(facts, tables));
    await file.write(repairStart(facts, tables));
    for (const [index, { findings, stated }] of parts.entries()) {
      for (const kind of ['missing', 'changed'] as const) {
        if (stated[kind] === 0) continue;
        await file.write(stagingSql(kind, index + 1, findings.pair));
        await append(file, findings.files[kind]);
        await file.write('\\.\n');
      }
    }
    await file.write(repairBody(facts, tables));
    await file.sync();
  } finally {
    await file.close();
  }
}

async function append(file: FileHandle, path: string): Promise<void> {
  for await (const chunk of createReadStream(path)) await file.write(chunk as Buffer);
}

/**
 * Runs a repair as anybody would, with psql. It is one transaction that checks itself.
 * @throws ToolError PBA-RESCUE-REFUSED when it found other rows than it was written for; then nothing was changed
 */
export async function applyRepair(client: Client, path: string): Promise<void> {
  await runText(
    program(client.installation, 'psql'),
    [
      '--no-psqlrc',
      '--quiet',
      '--no-password',
      '--output=/dev/null',
      '--set=ON_ERROR_STOP=1',
      `--file=${path}`,
    ],
    {
      env: { ...client.env, PGCLIENTENCODING: 'UTF8' },
      signal: client.signal,
      timeoutMs: 6 * 3_600_000,
      explain: (exit) => {
        const refused = /PBA-RESCUE: (.*)/.exec(exit.stderr);
        if (refused) {
          return new ToolError(
            'PBA-RESCUE-REFUSED',
            `The repair found something else than it was written for, and changed nothing: ${refused[1]}.`,
            {
              exitCode: exit.exitCode,
              hint: 'The live rows were written to meanwhile. Run the rescue again.',
            },
          );
        }
        const constraint = /ERROR: {2}(.*violates (?:foreign key|unique|check|not-null).*)/.exec(exit.stderr);
        if (constraint) {
          return new ToolError('PBA-RESCUE-REFUSED', `The repair changed nothing: ${constraint[1]}.`, {
            exitCode: exit.exitCode,
            // The row itself is somebody's data, and this goes into a log.
            stderr: exit.stderr
              .replace(/Failing row contains .*/g, 'Failing row: see the file.')
              .slice(-4096),
            hint: constraint[1]?.includes('violates check')
              ? 'A row of the source breaks a rule of today: a newer one, or one that is NOT VALID. Drop it, run the rescue again, add it again as NOT VALID; or take the row out of the repair.'
              : 'Add the table that the rows refer to, or look at the row that is in the way.',
          });
        }
        return explainPostgres(exit, client.env);
      },
    },
  );
}

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { containerRootfs, importImage } from '../../scripts/container-image.ts';
import { runText } from '../../src/process.ts';
import type { TestDocker } from '../support/docker.ts';

/** Only the programs of Debian's server packages. */
export const PROGRAMS = 'pba-programs:test';

/** Makes the image `PROGRAMS`. */
export async function importPrograms(docker: TestDocker, major: number): Promise<void> {
  const signal = AbortSignal.timeout(900_000);
  const tar = await containerRootfs({ major, signal, say: (sentence) => console.log(sentence) });
  await importImage(docker.env, tar, PROGRAMS, signal);
}

export interface PreparedImage {
  /** What it says it has. */
  readonly major: number;
  /** Of the programs that are in it. */
  readonly programs: number;
  /** SQL that its entrypoint runs when it makes a cluster. */
  readonly init?: string;
  readonly command?: readonly string[];
}

/** Makes an image that works as those made from the official `postgres` do: see docker-entrypoint.sh beside this file. */
export async function makePrepared(docker: TestDocker, name: string, image: PreparedImage): Promise<void> {
  const directory = await mkdtemp('/tmp/pba-image-');
  const base = `base-of-${name.replace(/[^a-z]/g, '-')}`;
  try {
    await mkdir(join(directory, 'docker-entrypoint-initdb.d'));
    await writeFile(join(directory, 'docker-entrypoint-initdb.d', 'init.sql'), image.init ?? '', {
      mode: 0o644,
    });
    await docker.run('create', '--name', base, PROGRAMS, 'true');
    const entrypoint = fileURLToPath(new URL('docker-entrypoint.sh', import.meta.url));
    await docker.run('cp', entrypoint, `${base}:/usr/local/bin/docker-entrypoint.sh`);
    await docker.run('cp', join(directory, 'docker-entrypoint-initdb.d'), `${base}:/`);
    const changes = [
      'ENTRYPOINT ["docker-entrypoint.sh"]',
      `CMD ${JSON.stringify(image.command ?? ['postgres'])}`,
      `ENV PATH=/usr/local/bin:/usr/bin:/bin:/usr/lib/postgresql/${image.programs}/bin`,
      `ENV PG_MAJOR=${image.major}`,
      'ENV PGDATA=/var/lib/postgresql/data',
      'VOLUME /var/lib/postgresql/data',
    ];
    await docker.run('commit', ...changes.flatMap((change) => ['--change', change]), base, name);
  } finally {
    await docker.run('rm', '--force', base);
    await rm(directory, { recursive: true });
  }
}

/** Makes an image that has nothing to do with PostgreSQL. */
export async function makeEmpty(docker: TestDocker, name: string): Promise<void> {
  const directory = await mkdtemp('/tmp/pba-image-');
  try {
    const signal = AbortSignal.timeout(60_000);
    await writeFile(join(directory, 'hello'), 'hello\n');
    const tar = join(directory, 'empty.tar');
    await runText('tar', ['-C', directory, '-cf', tar, 'hello'], { env: docker.env, signal });
    await importImage(docker.env, tar, name, signal);
  } finally {
    await rm(directory, { recursive: true });
  }
}

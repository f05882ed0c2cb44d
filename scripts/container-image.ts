/**
 * Makes a container image with a PostgreSQL server where no registry can be reached: this machine's distribution by
 * debootstrap, with its packages of the PostgreSQL that is installed here. The file system is kept as a tar below
 * ~/.cache/postgres-backup-actions (or PBA_CACHE), so that only the first time takes a minute.
 *
 * As a script: node scripts/container-image.ts [name], with the engine that `docker` reaches (DOCKER_HOST).
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises';
import { arch, homedir } from 'node:os';
import { join } from 'node:path';
import { messageOf } from '../src/errors.ts';
import { runText } from '../src/process.ts';
import { assertPackages, ROOT_PATH, runAsRoot } from './as-root.ts';

export interface RootfsOptions {
  /** Of the PostgreSQL in the image. */
  readonly major: number;
  readonly signal: AbortSignal;
  /** Told what is done, one sentence each. */
  readonly say: (sentence: string) => void;
}

interface Distribution {
  readonly mirror: string;
  readonly release: string;
}

const BUILD_LIMIT_MS = 900_000;
const MIRRORS: Readonly<Record<string, string>> = {
  debian: 'http://deb.debian.org/debian',
  ubuntu: 'http://archive.ubuntu.com/ubuntu',
};

/**
 * Run as root. Arguments: an empty directory, release, mirror, major version. Leaves `rootfs.tar` there. No cluster is made
 * and no service started on the way. The just-in-time compiler is most of the size; PostgreSQL does without it.
 */
const RECIPE = `
set -e
dir=$1 release=$2 mirror=$3 major=$4
root=$dir/rootfs
trap 'set +e; kill "$watcher" 2>/dev/null; umount "$root/proc" "$root/sys" 2>/dev/null; rm -rf --one-file-system "$root"' EXIT
umask 022
mkdir "$root"
debootstrap --variant=minbase "$release" "$root" "$mirror" >&2
mkdir -p "$root/etc/postgresql-common/createcluster.d"
echo 'create_main_cluster = false' > "$root/etc/postgresql-common/createcluster.d/none.conf"
printf '#!/bin/sh\\nexit 101\\n' > "$root/usr/sbin/policy-rc.d"
chmod 755 "$root/usr/sbin/policy-rc.d"
export DEBIAN_FRONTEND=noninteractive LC_ALL=C
chroot "$root" apt-get -qq update >&2
chroot "$root" apt-get -qq -y install --no-install-recommends "postgresql-$major" >&2
chroot "$root" apt-get clean
cd "$root"
rm -rf var/lib/apt/lists/* usr/share/doc usr/share/man usr/share/locale
rm -rf usr/lib/postgresql/*/lib/bitcode usr/lib/postgresql/*/lib/llvmjit* usr/lib/*/libLLVM* usr/lib/*/libz3.so*
find var/log -type f -delete
tar --numeric-owner -cf "$dir/rootfs.tar" .
`;

/** The release of this machine, and the mirror that apt has it from. */
async function distribution(signal: AbortSignal): Promise<Distribution> {
  const facts = new Map(
    [...(await readFile('/etc/os-release', 'utf8')).matchAll(/^(\w+)="?([^"\n]*)"?$/gm)].map((found) => [
      found[1],
      found[2],
    ]),
  );
  const release = facts.get('VERSION_CODENAME') ?? '';
  const fallback = MIRRORS[facts.get('ID') ?? ''];
  if (release === '' || fallback === undefined)
    throw new Error('The image can only be made on Debian or Ubuntu.');
  const format = '$(REPO_URI) $(RELEASE) $(COMPONENT)';
  const targets = await runText('apt-get', ['indextargets', '--format', format, 'Identifier: Packages'], {
    env: { PATH: ROOT_PATH, LC_ALL: 'C' },
    signal,
    timeoutMs: 30_000,
  });
  const found = targets
    .split('\n')
    .map((line) => line.split(' '))
    // debootstrap knows http; a list of mirrors (mirror+file:) is for apt alone.
    .find(([uri, name, part]) => name === release && part === 'main' && /^https?:/.test(uri ?? ''));
  return { release, mirror: found?.[0] ?? fallback };
}

function cacheDir(): string {
  return process.env['PBA_CACHE'] ?? join(homedir(), '.cache', 'postgres-backup-actions');
}

/**
 * The tar of the image's file system, made when it is not in the cache. Changing the recipe makes another one.
 * @throws Error when a package is missing, with the command that installs it
 */
export async function containerRootfs(options: RootfsOptions): Promise<string> {
  const { major, signal, say } = options;
  assertPackages({ debootstrap: 'debootstrap' });
  const { release, mirror } = await distribution(signal);
  const recipe = createHash('sha256').update(RECIPE).digest('hex').slice(0, 8);
  const cache = cacheDir();
  const path = join(cache, `rootfs-${release}-${arch()}-postgresql-${major}-${recipe}.tar`);
  if (existsSync(path)) {
    say(`Using the file system of the image from ${path} (${await megabytes(path)} MB).`);
    return path;
  }
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(join(cache, 'making-'));
  try {
    say(
      `Making the file system of the image: ${release} from ${mirror} with postgresql-${major}, about a minute …`,
    );
    await runAsRoot(RECIPE, [work, release, mirror, String(major)], { signal, timeoutMs: BUILD_LIMIT_MS });
    // The last step, so that a file of this name is always complete, also when two make it at the same time.
    await rename(join(work, 'rootfs.tar'), path);
    say(`Kept it as ${path} (${await megabytes(path)} MB).`);
    return path;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function megabytes(path: string): Promise<number> {
  return Math.round((await stat(path)).size / 1e6);
}

/** Imports the file system as an image without any configuration, as `docker import` does. */
export async function importImage(
  env: Readonly<Record<string, string>>,
  tar: string,
  name: string,
  signal: AbortSignal,
): Promise<void> {
  await runText('docker', ['import', tar, name], {
    env,
    signal,
    timeoutMs: 300_000,
    explain: (exit) => new Error(`docker import failed: ${exit.stderr.trim()}`),
  });
}

if (import.meta.main) {
  const { findServerPrograms } = await import('../test/support/postgres.ts');
  const { major } = findServerPrograms();
  const name = process.argv[2] ?? `pba-postgresql:${major}`;
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const env: Record<string, string> = {};
  for (const [key, value] of Object.entries(process.env)) if (value !== undefined) env[key] = value;
  try {
    assertPackages({ docker: 'docker.io', debootstrap: 'debootstrap' });
    const from = performance.now();
    const tar = await containerRootfs({
      major,
      signal: stop.signal,
      say: (sentence) => console.log(sentence),
    });
    await importImage(env, tar, name, stop.signal);
    console.log(`Imported it as ${name}, in ${((performance.now() - from) / 1000).toFixed(1)} s in all.`);
  } catch (error) {
    console.error(messageOf(error));
    process.exitCode = 1;
  }
}

import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROOT } from '../../../scripts/run-program.ts';

const NODE_PACKAGE = `node_modules/node-linux-${process.arch}`;
const POSTGRESQL = ['initdb', 'postgres', 'psql', 'pg_dump', 'pg_dumpall', 'pg_restore'];
const PROMETHEUS = ['prometheus', 'promtool', 'prometheus-pushgateway', 'prometheus-node-exporter'];
const CEPH = ['radosgw', 'radosgw-admin', 'ceph-mon', 'ceph-osd', 'ceph-authtool'];
const PGBACKREST = ['pgbackrest', 'openssl'];

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A project in a temporary folder with the real bootstrap, and a PATH of stand-ins for npm, apt-get and sudo. */
let project: string;
let bin: string;

function write(path: string, text: string): void {
  mkdirSync(join(project, path, '..'), { recursive: true });
  writeFileSync(join(project, path), text);
}

function program(name: string, script: string): void {
  write(`bin/${name}`, `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, name), 0o755);
}

function lock(integrity: string): string {
  const packages = {
    '': { name: 'project' },
    'node_modules/needed': { version: '1.0.0', integrity },
    'node_modules/elsewhere': { version: '1.0.0', integrity: 'sha512-e', optional: true },
  };
  return JSON.stringify({ packages });
}

/** What npm ci leaves behind: the packages, its list of them, and a Node of this machine's kind. */
const INSTALL = `
mkdir -p node_modules/needed ${NODE_PACKAGE}/bin
sed -e 's/"":{"name":"project"},//' -e 's/,"node_modules.elsewhere":{[^}]*}//' package-lock.json > node_modules/.package-lock.json
ln -sf ${process.execPath} ${NODE_PACKAGE}/bin/node`;

function start(args: readonly string[], prelude = ''): ChildProcess {
  return spawn(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(prelude)}`, 'scripts/bootstrap.mjs', ...args],
    { cwd: project, env: { PATH: bin, PROJECT: project }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
}

async function ended(child: ChildProcess): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, stdout, stderr };
}

function bootstrap(args: readonly string[], prelude = ''): Promise<Ended> {
  return ended(start(args, prelude));
}

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'pba-bootstrap-'));
  bin = join(project, 'bin');
  mkdirSync(join(project, 'scripts'));
  for (const file of ['bootstrap.mjs', 'system-packages.mjs']) {
    copyFileSync(join(ROOT, 'scripts', file), join(project, 'scripts', file));
  }
  write('package-lock.json', lock('sha512-a'));
  write(
    'scripts/build.ts',
    'console.log(JSON.stringify({ args: process.argv.slice(2), path: process.env.PATH }));',
  );
  write('scripts/test.ts', "console.log('the tests');");
  program('npm', `echo "npm $*" >> npm.log\n${INSTALL}`);
  for (const name of ['sh', 'mkdir', 'rm', 'sed', 'cat', 'ln', 'chmod'])
    symlinkSync(`/bin/${name}`, join(bin, name));
});
afterEach(() => rmSync(project, { recursive: true, force: true }));

function npmCalls(): string[] {
  const log = join(project, 'npm.log');
  return existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [];
}

describe('Node packages', () => {
  it('are installed once, from the lock file, without scripts', async () => {
    const first = await bootstrap(['build']);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toContain('Installing the Node packages');
    const second = await bootstrap(['build']);
    expect(second.stdout).not.toContain('Installing');
    expect(npmCalls()).toEqual([
      'npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error',
    ]);
  });

  it('are installed again when the lock file has changed', async () => {
    await bootstrap(['build']);
    write('package-lock.json', lock('sha512-b'));
    await bootstrap(['build']);
    expect(npmCalls()).toHaveLength(2);
  });

  it('are installed again when a package has gone', async () => {
    await bootstrap(['build']);
    rmSync(join(project, 'node_modules/needed'), { recursive: true });
    await bootstrap(['build']);
    expect(npmCalls()).toHaveLength(2);
  });

  it('that cannot be installed end the command', async () => {
    program('npm', 'echo "no registry" >&2; exit 3');
    const result = await bootstrap(['build']);
    expect(result).toMatchObject({ code: 1, stdout: expect.not.stringContaining('args') });
    expect(result.stderr).toBe('no registry\nnpm ci failed (exit code 3); its messages are above.\n');
  });
});

describe('the command', () => {
  it('gets its arguments, and the locked Node and the packages first on PATH', async () => {
    const { stdout } = await bootstrap(['build', '--flag', 'two words']);
    const { args, path } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
    expect(args).toEqual(['--flag', 'two words']);
    expect(path.split(':')).toEqual([
      join(project, NODE_PACKAGE, 'bin'),
      join(project, 'node_modules/.bin'),
      bin,
    ]);
  });

  it('decides about the exit code', async () => {
    write('scripts/build.ts', 'process.exit(7);');
    expect(await bootstrap(['build'])).toMatchObject({ code: 7 });
    write('scripts/build.ts', "process.kill(process.pid, 'SIGKILL');");
    expect(await bootstrap(['build'])).toMatchObject({ code: 128 + 9 });
  });

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('gets %s', async (signal) => {
    write(
      'scripts/build.ts',
      `process.on('${signal}', () => process.exit(42)); setInterval(() => {}, 1000); console.log('up');`,
    );
    const child = start(['build']);
    child.stdout?.on('data', (text: Buffer) => {
      if (text.includes('up')) child.kill(signal);
    });
    expect(await ended(child)).toMatchObject({ code: 42 });
  });

  it('must be one that is known', async () => {
    const result = await bootstrap(['toString']);
    expect(result.code).toBe(1);
    expect(result.stderr).toMatch(/^Usage: node scripts\/bootstrap.mjs <demo\|test\|/);
    expect(npmCalls()).toEqual([]);
  });

  it('needs Node 24, and says so where npm has none', async () => {
    const old =
      "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.1.0' } });" +
      "Object.defineProperty(process, 'arch', { value: 'riscv64' });";
    const result = await bootstrap(['build'], old);
    expect(result.code).toBe(1);
    expect(result.stderr).toContain(
      'Node 24 is needed: npm has none for linux-riscv64, and this is Node 20.1.0.',
    );
  });
});

describe('programs of the operating system', () => {
  // A machine without PostgreSQL, whose user is not root.
  const ordinaryUser = `
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
const { existsSync } = fs;
fs.existsSync = (path) => !String(path).startsWith('/usr/lib/postgresql') && existsSync(path);
syncBuiltinESMExports();
process.getuid = () => 1000;`;
  const packages =
    'postgresql age bubblewrap radosgw ceph-mon ceph-osd ceph-common chromium pgbackrest openssl prometheus prometheus-pushgateway prometheus-node-exporter';
  // Ends as the packages would, and notes what it was asked and whether PostgreSQL was kept from making a cluster.
  const aptGet = `
echo "apt-get $* [$DEBIAN_FRONTEND]" >> "$PROJECT/apt.log"
case " $* " in *' install '*)
  cat "$PROJECT"/etc/postgresql-common/createcluster.d/*.conf >> "$PROJECT/apt.log"
  cat "$PROJECT"/usr/sbin/policy-rc.d >> "$PROJECT/apt.log"
  for name in age age-keygen bwrap chromium ${[...POSTGRESQL, ...CEPH, ...PGBACKREST, ...PROMETHEUS].join(' ')}; do echo > "$PROJECT/bin/$name"; done ;;
esac`;
  // Root's files are those of the project here.
  const sudo = `
shift
[ "$1" = sh ] || exit 0
mkdir -p "$PROJECT/usr/sbin"
script=$(echo "$3" | sed "s#/etc/#$PROJECT/etc/#g; s#/usr/sbin/#$PROJECT/usr/sbin/#g"); shift 3
exec sh -c "$script" "$@"`;

  it('are named where there is no apt-get', async () => {
    const result = await bootstrap(['test'], ordinaryUser);
    expect(result.code).toBe(1);
    expect(result.stdout).not.toContain('the tests');
    expect(result.stderr).toMatch(
      /^Install this and run the command again: PostgreSQL 13 .*; age; bubblewrap, .*; Ceph's .*\.\n$/,
    );
  });

  it('are named where nobody may install them', async () => {
    program('apt-get', aptGet);
    program('sudo', 'exit 1');
    const result = await bootstrap(['test'], ordinaryUser);
    expect(result.code).toBe(1);
    expect(result.stderr).toBe(
      `Install this as root and run the command again: apt-get install ${packages}\n`,
    );
    expect(existsSync(join(project, 'apt.log'))).toBe(false);
  });

  it('are installed through sudo, without leaving a cluster, a service or a setting behind', async () => {
    program('apt-get', aptGet);
    program('apt-cache', 'exit 0');
    program('sudo', sudo);
    program('systemctl', 'echo "systemctl $*" >> "$PROJECT/systemctl.log"');
    // One of them was there before: nobody switches it off.
    program('dpkg', '[ "$2" = prometheus-node-exporter ]');
    const result = await bootstrap(['test'], ordinaryUser);
    expect(result).toMatchObject({ code: 0, stderr: '' });
    expect(result.stdout).toContain(`Installing with apt-get: ${packages} …\nthe tests\n`);
    const [update, install, setting, ...services] = readFileSync(join(project, 'apt.log'), 'utf8')
      .trim()
      .split('\n');
    expect(update).toBe('apt-get -qq update [noninteractive]');
    expect(install).toContain(
      ` install --no-install-recommends ${packages} postgresql-contrib [noninteractive]`,
    );
    expect(setting).toBe('create_main_cluster = false');
    expect(services).toEqual(['#!/bin/sh', 'exit 101']);
    expect(existsSync(join(project, 'usr/sbin/policy-rc.d'))).toBe(false);
    expect(readFileSync(join(project, 'systemctl.log'), 'utf8')).toBe(
      'systemctl -q disable prometheus prometheus-pushgateway\n',
    );
    const left = join(project, 'etc/postgresql-common/createcluster.d/postgres-backup-actions.conf');
    expect(existsSync(left)).toBe(false);
    const again = await bootstrap(['test'], ordinaryUser);
    expect(again.stdout).toBe('the tests\n');
  });

  it('that apt-get cannot install end the command', async () => {
    program('apt-get', 'case " $* " in *" install "*) echo "E: no such package" >&2; exit 100 ;; esac');
    program('apt-cache', 'exit 1');
    program('sudo', sudo);
    const result = await bootstrap(['test'], ordinaryUser);
    expect(result).toMatchObject({ code: 1, stdout: expect.not.stringContaining('the tests') });
    expect(result.stderr).toBe(
      `E: no such package\napt-get could not install ${packages}; its messages are above.\n`,
    );
  });
});

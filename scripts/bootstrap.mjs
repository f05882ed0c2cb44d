// Prepares a fresh clone and runs one of the project's commands: node scripts/bootstrap.mjs <command> [arguments]
//
// This file and system-packages.mjs are plain JavaScript without dependencies, because they run before there are any, on
// whatever Node (20 or later) is at hand. Everything else runs on the Node 24 that package-lock.json locks.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureSystemPackages } from './system-packages.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const MODULES = join(ROOT, 'node_modules');
const NODE_MAJOR = 24;

/** What each command runs, and which programs of the operating system it needs first. */
const COMMANDS = {
  demo: { script: 'scripts/demo.ts', needs: ['postgresql'] },
  test: {
    script: 'scripts/test.ts',
    needs: ['postgresql', 'age', 'bubblewrap', 'ceph', 'chromium', 'pgbackrest', 'prometheus'],
  },
  'test:container': {
    script: 'scripts/test.ts',
    args: ['--config', 'test/container/vitest.config.ts'],
    needs: ['postgresql', 'docker'],
  },
  'test:chaos': { script: 'test/faults/chaos.ts', needs: ['postgresql', 'age'] },
  'test:faults': { script: 'test/faults/run.ts', needs: ['postgresql', 'age'] },
  'test:load': { script: 'bench/load.ts', needs: ['postgresql'] },
  'test:workflows': {
    script: 'scripts/test.ts',
    args: ['--config', 'test/workflows/vitest.config.ts'],
    needs: ['postgresql', 'age', 'ceph'],
  },
  bench: { script: 'bench/performance.ts', needs: ['postgresql', 'ceph', 'age'] },
  'bench:physical': { script: 'bench/physical.ts', needs: ['postgresql', 'ceph', 'pgbackrest'] },
  'bench:proof': { script: 'bench/proof.ts', needs: ['postgresql'] },
  'bench:swap': { script: 'bench/swap.ts', needs: ['postgresql'] },
  'bench:restore': { script: 'bench/restore.ts', needs: ['postgresql'] },
  'bench:status': { script: 'bench/status.ts', needs: [] },
  'bench:objects': { script: 'bench/objects.ts', needs: [] },
  build: { script: 'scripts/build.ts', needs: [] },
  size: { script: 'scripts/size.ts', needs: [] },
  check: { script: 'scripts/check.ts', needs: [] },
  generate: { script: 'scripts/generate.ts', needs: [] },
};

function stop(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

/**
 * Whether node_modules holds what the lock file says. npm writes its own list there as the last step of an installation, so an
 * interrupted one, an older lock file and a folder that somebody else installed are all told apart.
 */
function packagesAreCurrent() {
  const listFile = join(MODULES, '.package-lock.json');
  if (!existsSync(listFile)) return false;
  const read = (file) => JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
  const installed = read(listFile);
  const locked = read(join(ROOT, 'package-lock.json'));
  const same = (path) =>
    installed[path]?.integrity === locked[path]?.integrity && existsSync(join(ROOT, path));
  return (
    Object.keys(installed).every(same) &&
    // An optional package may be missing: it is made for another processor or C library.
    Object.keys(locked).every(
      (path) => path === '' || locked[path].optional || locked[path].devOptional || same(path),
    )
  );
}

function installPackages() {
  process.stdout.write('Installing the Node packages of package-lock.json with npm ci …\n');
  const args = [
    'ci',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--no-update-notifier',
    '--loglevel=error',
  ];
  // Below `npm run`, npm names its own file; it need not be the first npm on PATH.
  const npm = process.env.npm_execpath;
  const viaNode = npm?.endsWith('.js');
  const result = spawnSync(viaNode ? process.execPath : 'npm', viaNode ? [npm, ...args] : args, {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (result.error) stop(`npm could not be started (${result.error.message}); install npm 10 or later.`);
  if (result.status !== 0) {
    stop(`npm ci failed (${result.signal ?? `exit code ${result.status}`}); its messages are above.`);
  }
}

function findNode() {
  const locked = join(MODULES, `node-linux-${process.arch}`, 'bin', 'node');
  if (process.platform === 'linux' && existsSync(locked)) return locked;
  if (Number(process.versions.node.split('.')[0]) >= NODE_MAJOR) return process.execPath;
  return stop(
    `Node ${NODE_MAJOR} is needed: npm has none for ${process.platform}-${process.arch}, and this is Node ` +
      `${process.versions.node}. Install Node ${NODE_MAJOR} or later and run this again with it.`,
  );
}

function run(node, script, args) {
  const child = spawn(node, [join(ROOT, script), ...args], {
    cwd: ROOT,
    stdio: 'inherit',
    env: {
      ...process.env,
      PATH: [dirname(node), join(MODULES, '.bin'), process.env.PATH ?? ''].join(delimiter),
    },
  });
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT']) {
    // A terminal sends Ctrl-C to the child as well; then it is only waited for.
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on('error', (error) => stop(`${node} could not be started: ${error.message}.`));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

const [name = '', ...args] = process.argv.slice(2);
if (!Object.hasOwn(COMMANDS, name)) {
  stop(`Usage: node scripts/bootstrap.mjs <${Object.keys(COMMANDS).join('|')}> [arguments]`);
}
const command = COMMANDS[name];
if (!packagesAreCurrent()) installPackages();
const node = findNode();
const problem = ensureSystemPackages(command.needs);
if (problem) stop(problem);
run(node, command.script, [...(command.args ?? []), ...args]);

// Loaded into a shipped action by `node --import`. Writes down every process that it starts and every change it makes to a
// file in the places under test, in the order in which they happen, and lets one of them go wrong. The action's own code runs as
// it is: only the edge to the operating system is wrapped, as the S3 server of the tests is the edge to the network.
import childProcess from 'node:child_process';
import fs from 'node:fs';
import fsPromises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

const { list, places, fault } = JSON.parse(process.env.FAULT_ORDER ?? '{}');
// The post step is loaded with the same environment; it has no part in the normal run.
if (list !== undefined && process.argv[1]?.endsWith('/index.js')) install();

function install() {
  const append = fs.appendFileSync;
  const counts = { process: 0, file: 0 };
  /** Counts a call; true when it is the one that goes wrong. */
  const next = (edge, what) => {
    counts[edge] += 1;
    append(list, `${JSON.stringify({ edge, index: counts[edge], what })}\n`);
    return fault?.edge === edge && fault.index === counts[edge];
  };

  const spawn = childProcess.spawn;
  childProcess.spawn = (file, args, options) => {
    if (!next('process', file.slice(file.lastIndexOf('/') + 1))) return spawn(file, args, options);
    const shell = (script) => spawn('/bin/sh', ['-c', script, 'sh', file, ...args], options);
    switch (fault.kind) {
      case 'fails':
        return shell('exit 3');
      case 'fails at its end':
        return shell('"$@"; exit 3');
      case 'says nothing, exits 0':
        return shell('echo "something is wrong" >&2; cat >/dev/null; exit 0');
      case 'output cut, exits 0':
        return shell('"$@" | head -c 100; exit 0');
      case 'hangs':
        return shell('exec sleep 3600');
      case 'cannot start':
        return spawn('/dev/null', args, options);
      case 'disk full':
        return shell(`trap '' XFSZ; ulimit -f 16; exec "$@"`);
      case 'killed': {
        const child = spawn(file, args, options);
        setTimeout(() => child.kill('SIGKILL'), fault.afterMs);
        return child;
      }
      default:
        throw new Error(`no such fault: ${fault.kind}`);
    }
  };

  const watched = (path) => typeof path === 'string' && places.some((place) => path.startsWith(place));
  const broken = (code, what) =>
    Object.assign(new Error(`${code}: injected, ${what}`), { code, errno: -1, syscall: what });
  /** Wraps a method whose first argument is a path. */
  const wrap = (name) => {
    const real = fsPromises[name];
    fsPromises[name] = async (path, ...rest) => {
      const writes = name !== 'open' || /[wa+]/.test(String(rest[0] ?? 'r'));
      if (watched(path) && writes && next('file', name)) throw broken(fault.kind, name);
      const result = await real(path, ...rest);
      if (name === 'open' && watched(path) && writes) wrapHandle(result);
      return result;
    };
  };
  const wrapHandle = (handle) => {
    for (const name of ['write', 'writev', 'sync', 'datasync', 'chmod']) {
      const real = handle[name].bind(handle);
      handle[name] = async (...args) => {
        if (next('file', `handle.${name}`)) throw broken(fault.kind, name);
        return real(...args);
      };
    }
  };
  for (const name of ['open', 'mkdir', 'mkdtemp', 'rename', 'link', 'copyFile', 'writeFile', 'chmod'])
    wrap(name);

  // Write streams use the functions of `fs` with callbacks.
  const descriptors = new Set();
  const open = fs.open;
  fs.open = (path, flags, ...rest) => {
    const done = rest.at(-1);
    if (!watched(path) || !/[wa+]/.test(String(flags))) return open(path, flags, ...rest);
    if (next('file', 'stream.open')) return void process.nextTick(done, broken(fault.kind, 'open'));
    return open(path, flags, ...rest.slice(0, -1), (error, fd) => {
      if (fd !== undefined) descriptors.add(fd);
      done(error, fd);
    });
  };
  const close = fs.close;
  fs.close = (fd, ...rest) => {
    descriptors.delete(fd);
    return close(fd, ...rest);
  };
  for (const name of ['write', 'writev']) {
    const real = fs[name];
    fs[name] = (fd, ...rest) => {
      if (descriptors.has(fd) && next('file', `stream.${name}`))
        return void process.nextTick(rest.at(-1), broken(fault.kind, name));
      return real(fd, ...rest);
    };
  }
  syncBuiltinESMExports();
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/storage/open.ts';
import { type Rgw, startRgw } from '../support/rgw.ts';
import { rawClient } from '../support/s3-server.ts';
import { silentLog } from '../support/silent-log.ts';

describe('the Ceph RGW of the tests', () => {
  let server: Rgw;
  beforeAll(async () => {
    server = await startRgw();
  });
  afterAll(async () => {
    await server.stop();
    await server.stop();
  });

  const open = (access: object = {}) =>
    openStore('s3://backups/app', {
      s3: { ...server, ...access },
      signal: new AbortController().signal,
      log: silentLog,
    });

  it('knows users who may not use the bucket', async () => {
    const stranger = await open(await server.makeUser('stranger'));
    await expect(stranger.check()).rejects.toMatchObject({ code: 'PBA-STORE-PERMISSION' });
    await expect(stranger.create('a', Buffer.of())).rejects.toMatchObject({ code: 'PBA-STORE-PERMISSION' });
    await stranger.close();
  });

  it('knows storage classes once they were added', async () => {
    const client = rawClient(server);
    const put = { Bucket: server.bucket, Key: 'classed', Body: 'x', StorageClass: 'GLACIER' } as const;
    await expect(client.send(new PutObjectCommand(put))).rejects.toMatchObject({
      name: 'InvalidArgument',
    });
    await server.addStorageClass('GLACIER');
    await client.send(new PutObjectCommand(put));
    const where = { Bucket: server.bucket, Key: 'classed' };
    expect(await client.send(new HeadObjectCommand(where))).toMatchObject({ StorageClass: 'GLACIER' });
    expect(await (await client.send(new GetObjectCommand(where))).Body?.transformToString()).toBe('x');
    client.destroy();
  });

  it('goes away and comes back with what it had', async () => {
    const store = await open();
    await store.create('kept', Buffer.from('x'));
    await server.pauseGateway();
    await expect(store.head('kept')).rejects.toMatchObject({ code: 'PBA-STORE-UNREACHABLE' });
    await server.resumeGateway();
    expect(await store.head('kept')).toEqual({ key: 'kept', size: 1 });
    await store.close();
  });

  it('does not outlive a test process that is killed', async () => {
    const script = `
      const { startRgw } = await import(${JSON.stringify(new URL('../support/rgw.ts', import.meta.url).href)});
      const server = await startRgw();
      console.log(server.directory);
      setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const closed = once(child, 'close');
    const line = await Promise.race([once(child.stdout, 'data'), closed.then(() => '')]);
    const directory = String(line).trim();
    const pidFiles = (await readdir(directory)).filter((name) => name.endsWith('.pid'));
    expect(pidFiles.sort()).toEqual(['client.rgw.pid', 'mon.a.pid', 'osd.0.pid']);
    const pids = await Promise.all(pidFiles.map((name) => readFile(join(directory, name), 'utf8')));
    for (const pid of pids) expect(existsSync(`/proc/${pid}/exe`)).toBe(true);
    child.kill('SIGKILL');
    await closed;
    // Of a process that has ended but was not waited for, this link is broken.
    const gone = (): boolean =>
      !existsSync(directory) && pids.every((pid) => !existsSync(`/proc/${pid}/exe`));
    for (let waited = 0; !gone() && waited < 5000; waited += 50) await pause(50);
    expect(gone()).toBe(true);
  });
});

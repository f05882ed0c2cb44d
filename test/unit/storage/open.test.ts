import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/errors.ts';
import { openStore, parseS3Location } from '../../../src/storage/open.ts';
import { isAmazon, type S3Options } from '../../../src/storage/s3/options.ts';
import { silentLog } from '../../support/silent-log.ts';

const open = (location: string, s3: S3Options = {}) =>
  openStore(location, { s3, signal: new AbortController().signal, log: silentLog });

describe('openStore', () => {
  it.each([
    ['/backups/postgresql', 'directory', '/backups/postgresql'],
    ['/backups//postgresql/', 'directory', '/backups/postgresql'],
    ['/backups/../other', 'directory', '/other'],
    ['s3://bucket', 's3', 's3://bucket'],
    ['s3://bucket/', 's3', 's3://bucket'],
    ['s3://my.bucket-1/a/b c/', 's3', 's3://my.bucket-1/a/b c'],
  ])('opens %j', async (location, kind, normal) => {
    const store = await open(location, { region: 'eu-central-1' });
    expect([store.kind, store.location]).toEqual([kind, normal]);
    await store.close();
  });

  it.each([
    '',
    'backups',
    './backups',
    '~/backups',
    '/',
    '//',
    '/a\0b',
    'file:///backups',
    'https://s3.example.com/bucket',
    's3:/bucket',
    'S3://bucket',
    's3://',
    's3://ab',
    's3://bucket_',
    's3://user:pass@bucket/x',
    's3://host:9000/bucket',
    's3://bucket//',
    's3://bucket/../x',
    's3://bucket/a//b',
    's3://bucket/\n',
  ])('refuses %j and says what to write', async (location) => {
    const error = await open(location).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({
      code: 'PBA-INPUT',
      hint: expect.stringMatching(/like \/backups|s3:\/\/bucket/),
    });
  });

  it('does not repeat credentials that were put into a location', async () => {
    for (const location of ['s3://user:hush@bucket/x', 'https://key:hush@example.com/bucket']) {
      const error = await open(location).catch((reason: unknown) => reason);
      expect((error as Error).message).not.toContain('hush');
    }
  });

  it('names all problems of the S3 options at once, and no secret', async () => {
    const error = await open('s3://bucket', {
      endpoint: 'https://user:hush@example.com',
      secretAccessKey: 'hush',
      sessionToken: 'hush',
    }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UserError);
    const { message, hint } = error as UserError;
    expect(message).toContain('more than a host');
    expect(message).toContain('only one is given');
    expect(message).toContain('session token');
    expect(`${message} ${hint}`).not.toContain('hush');
  });

  it.each(['example.com', 'ftp://example.com', 's3.example.com:443', 'https://h/?x=1'])(
    'refuses the endpoint %j',
    async (endpoint) => {
      await expect(open('s3://bucket', { endpoint })).rejects.toMatchObject({ code: 'PBA-INPUT' });
    },
  );

  it('takes an endpoint from the environment, and checks it as one that is given', async () => {
    const from = (env: Readonly<Record<string, string>>) =>
      openStore('s3://bucket', {
        s3: { accessKeyId: 'a', secretAccessKey: 'b' },
        env,
        signal: new AbortController().signal,
        log: silentLog,
      });
    const store = await from({
      AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:1',
      AWS_ENDPOINT_URL: 'http://elsewhere.invalid',
    });
    // No region is needed for a server that is not Amazon's, so the request gets as far as the closed port.
    await expect(store.check()).rejects.toMatchObject({
      message: expect.stringContaining('the connection was refused'),
    });
    await store.close();
    await expect(from({ AWS_ENDPOINT_URL: 'nonsense' })).rejects.toMatchObject({ code: 'PBA-INPUT' });
  });

  it('does not load the AWS SDK for a directory', async () => {
    const loaded = async (location: string): Promise<string> => {
      const script = `
        import { registerHooks } from 'node:module';
        let sdk = false;
        registerHooks({ resolve(name, context, next) { sdk ||= name.startsWith('@aws-sdk/'); return next(name, context); } });
        const { openStore } = await import(${JSON.stringify(new URL('../../../src/storage/open.ts', import.meta.url).href)});
        await openStore(${JSON.stringify(location)}, { s3: { region: 'x' }, signal: new AbortController().signal, log: {} });
        console.log(sdk);`;
      const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
      return stdout.trim();
    };
    expect(await loaded('/backups')).toBe('false');
    expect(await loaded('s3://bucket')).toBe('true');
  });
});

describe('parseS3Location', () => {
  it('keeps the prefix as it is written', () => {
    expect(parseS3Location('s3://bucket/Db Backups/%20/é')).toEqual({
      bucket: 'bucket',
      root: 'Db Backups/%20/é/',
    });
    expect(parseS3Location('s3://bucket')).toEqual({ bucket: 'bucket', root: '' });
  });
});

describe('isAmazon', () => {
  it.each([
    [undefined, true],
    ['https://s3.eu-central-1.amazonaws.com', true],
    ['https://bucket.vpce-1.s3.us-east-1.vpce.amazonaws.com', true],
    ['https://s3.cn-north-1.amazonaws.com.cn', true],
    ['https://amazonaws.com.evil.example', false],
    ['https://notamazonaws.com', false],
    ['http://127.0.0.1:9000', false],
  ])('%j: %s', (endpoint, expected) => {
    expect(isAmazon(endpoint)).toBe(expected);
  });
});

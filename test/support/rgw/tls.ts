import { execFile } from 'node:child_process';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Certificate {
  /** Certificate of the authority, for those who have to trust it. */
  readonly caFile: string;
  /** Certificate and key of `localhost` in one file, as the gateway reads them. */
  readonly serverFile: string;
}

/** An authority of its own and a certificate of `localhost` signed by it, valid for a day. */
export async function makeCertificate(directory: string): Promise<Certificate> {
  const file = (name: string): string => join(directory, name);
  const openssl = (...args: string[]): Promise<unknown> =>
    run('openssl', args, { cwd: directory, timeout: 20_000 });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  await openssl(
    'req',
    '-x509',
    ...key,
    '-keyout',
    'ca.key',
    '-out',
    'ca.crt',
    '-days',
    '1',
    '-subj',
    '/CN=test authority',
  );
  await openssl('req', ...key, '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=localhost');
  await writeFile(file('names'), 'subjectAltName=DNS:localhost,IP:127.0.0.1\n');
  const signed = ['-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', 'names', '-days', '1'];
  await openssl('x509', '-req', '-in', 'server.csr', ...signed, '-out', 'server.crt');
  const both = await Promise.all(['server.key', 'server.crt'].map((name) => readFile(file(name), 'utf8')));
  await writeFile(file('server.pem'), both.join(''), { mode: 0o600 });
  await chmod(file('ca.crt'), 0o644);
  return { caFile: file('ca.crt'), serverFile: file('server.pem') };
}

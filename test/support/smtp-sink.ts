import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly user: string | undefined;
  readonly secure: boolean;
  readonly raw: string;
  readonly mail: Email;
}

/** A real SMTP server on loopback: with TLS from the first byte, with STARTTLS, or without. */
export class SmtpSink implements AsyncDisposable {
  readonly mails: ReceivedMail[] = [];
  readonly port: number;
  readonly #server: SMTPServer;

  private constructor(server: SMTPServer, port: number) {
    this.#server = server;
    this.port = port;
  }

  static async start(options: SMTPServerOptions): Promise<SmtpSink> {
    const pending: ReceivedMail[] = [];
    const server = new SMTPServer({
      disableReverseLookup: true,
      onAuth: ({ username, password }, _session, done) =>
        username === 'backup' && password === 'mail-secret'
          ? done(null, { user: username })
          : done(Object.assign(new Error('Invalid username or password'), { responseCode: 535 })),
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', async () => {
          const raw = Buffer.concat(chunks).toString('utf8');
          const { mailFrom, rcptTo } = session.envelope;
          pending.push({
            from: mailFrom === false ? '' : mailFrom.address,
            to: rcptTo.map(({ address }) => address),
            user: session.user === undefined ? undefined : String(session.user),
            secure: session.secure,
            raw,
            mail: await PostalMime.parse(raw),
          });
          done();
        });
      },
      ...options,
    });
    // A client that refuses our certificate is an error here, and what the test wants.
    server.on('error', () => {});
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const sink = new SmtpSink(server, (server.server.address() as AddressInfo).port);
    Object.assign(sink, { mails: pending });
    return sink;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await new Promise<void>((done) => this.#server.close(() => done()));
  }
}

export interface Certificate extends AsyncDisposable {
  readonly key: string;
  readonly cert: string;
  /** Path of the certificate, for NODE_EXTRA_CA_CERTS. */
  readonly file: string;
}

/** A certificate for localhost that signs itself. */
export async function makeCertificate(): Promise<Certificate> {
  const directory = await mkdtemp(join(tmpdir(), 'certificate-'));
  const [keyFile, file] = [join(directory, 'key.pem'), join(directory, 'cert.pem')];
  await promisify(execFile)('openssl', [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'],
    ...['-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-keyout', keyFile, '-out', file],
  ]);
  const [key, cert] = await Promise.all([readFile(keyFile, 'utf8'), readFile(file, 'utf8')]);
  return {
    key,
    cert,
    file,
    [Symbol.asyncDispose]: () => rm(directory, { recursive: true, force: true }),
  };
}

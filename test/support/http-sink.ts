import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** `hang`: the connection stays open and silent. `drop`: it is closed without an answer. */
export type Reply =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  | 'hang'
  | 'drop';

/** A real HTTP server on loopback that keeps what it is sent and answers as a test wants it. */
export class HttpSink implements AsyncDisposable {
  readonly received: Received[] = [];
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  /** By path; the last one is used again and again. */
  readonly #replies = new Map<string, Reply[]>();
  #answer: ((request: Received) => Reply | undefined) | undefined;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(answer?: (request: Received) => Reply | undefined): Promise<HttpSink> {
    const server = createServer();
    const sink = new HttpSink(server);
    sink.#answer = answer;
    server.on('connection', (socket) => {
      sink.#sockets.add(socket);
      socket.on('close', () => sink.#sockets.delete(socket));
    });
    server.on('request', (request, response) => {
      let body = '';
      request.setEncoding('utf8');
      request.on('data', (chunk: string) => {
        body += chunk;
      });
      request.on('end', () => {
        const received = {
          method: request.method ?? '',
          path: request.url ?? '',
          headers: request.headers,
          body,
        };
        sink.received.push(received);
        const reply = sink.#replyTo(received);
        if (reply === 'hang') return;
        if (reply === 'drop') request.socket.destroy();
        else response.writeHead(reply.status, reply.headers).end(reply.body ?? '');
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return sink;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** What this path answers from now on, one reply after the other; the last one stays. */
  answer(path: string, ...replies: Reply[]): void {
    this.#replies.set(path, replies);
  }

  #replyTo(request: Received): Reply {
    const own = this.#replies.get(request.path);
    const reply = own !== undefined && own.length > 1 ? own.shift() : own?.[0];
    return reply ?? this.#answer?.(request) ?? { status: 200, body: 'ok' };
  }

  /** What came to a path since the last call, and forgets it. */
  take(path: string): Received[] {
    const found = this.received.filter((request) => request.path === path);
    const others = this.received.filter((request) => request.path !== path);
    this.received.splice(0, this.received.length, ...others);
    return found;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((done) => this.#server.close(() => done()));
  }
}

/** A port on which nothing listens: what was bound a moment ago is free again. */
export async function closedPort(): Promise<number> {
  const sink = await HttpSink.start();
  const port = Number(new URL(sink.url).port);
  await sink[Symbol.asyncDispose]();
  return port;
}

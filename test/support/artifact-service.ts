import { createServer, type IncomingMessage } from 'node:http';

/** GitHub's artifact service as `@actions/artifact` speaks with it, in memory, over real HTTP on loopback. */
export interface ArtifactService extends AsyncDisposable {
  /** What a runner sets for the actions it starts. */
  readonly env: Readonly<Record<string, string>>;
  /** Finished artifacts by name: the bytes of their zip file. */
  readonly artifacts: ReadonlyMap<string, Buffer>;
}

const API = '/twirp/github.actions.results.api.v1.ArtifactService/';

export async function startArtifactService(): Promise<ArtifactService> {
  const artifacts = new Map<string, Buffer>();
  const blocks = new Map<string, Map<string, Buffer>>();
  const blobs = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    void (async () => {
      const url = new URL(request.url ?? '/', origin());
      const body = await readBytes(request);
      const reply = (status: number, value: unknown): void => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(value));
      };
      if (url.pathname.startsWith('/blob/')) {
        const name = decodeURIComponent(url.pathname.slice('/blob/'.length));
        const uploaded = blocks.get(name) ?? new Map<string, Buffer>();
        blocks.set(name, uploaded);
        if (url.searchParams.get('comp') === 'block')
          uploaded.set(url.searchParams.get('blockid') ?? '', body);
        else if (url.searchParams.get('comp') === 'blocklist') {
          const ids = [...body.toString().matchAll(/<Latest>([^<]*)<\/Latest>/g)].map(([, id]) => id ?? '');
          blobs.set(name, Buffer.concat(ids.map((id) => uploaded.get(id) ?? Buffer.alloc(0))));
        } else blobs.set(name, body);
        response.writeHead(201, { etag: '"1"', 'last-modified': new Date(0).toUTCString() });
        response.end();
        return;
      }
      const asked = JSON.parse(body.toString() || '{}') as { name?: string };
      const name = asked.name ?? '';
      if (url.pathname === `${API}CreateArtifact`) {
        if (artifacts.has(name))
          return reply(409, { code: 'already_exists', msg: 'an artifact with this name' });
        return reply(200, { ok: true, signed_upload_url: `${origin()}/blob/${encodeURIComponent(name)}` });
      }
      if (url.pathname === `${API}FinalizeArtifact`) {
        artifacts.set(name, blobs.get(name) ?? Buffer.alloc(0));
        return reply(200, { ok: true, artifact_id: String(artifacts.size) });
      }
      reply(404, { code: 'bad_route', msg: url.pathname });
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = (): string => {
    const address = server.address();
    return address === null || typeof address === 'string' ? '' : `http://127.0.0.1:${address.port}`;
  };
  const claims = Buffer.from(JSON.stringify({ scp: 'Actions.Results:run:job' })).toString('base64url');
  return {
    env: { ACTIONS_RUNTIME_TOKEN: `head.${claims}.signature`, ACTIONS_RESULTS_URL: `${origin()}/` },
    artifacts,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

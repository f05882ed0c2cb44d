import { HttpSink, type Received, type Reply } from './http-sink.ts';

export interface StoredIssue {
  number: number;
  title: string;
  body: string;
  labels: string[];
  state: 'open' | 'closed';
  stateReason: string | undefined;
  comments: string[];
  pullRequest?: true;
}

/** The part of GitHub's REST API that issues need, over real HTTP: it lists by label and state, page by page. */
export class FakeIssues implements AsyncDisposable {
  readonly issues: StoredIssue[] = [];
  /** A token without the right to set labels: GitHub drops them without a word. */
  dropLabels = false;
  /** The only one that is let in. */
  token = 'good-token';
  /** Called before each request is answered; what it returns is answered instead. */
  before: (request: Received) => Reply | undefined = () => undefined;
  #sink: HttpSink | undefined;

  static async start(): Promise<FakeIssues> {
    const fake = new FakeIssues();
    fake.#sink = await HttpSink.start((request) => fake.before(request) ?? fake.#answer(request));
    return fake;
  }

  get url(): string {
    return this.#sink?.url ?? '';
  }

  get requests(): readonly Received[] {
    return this.#sink?.received ?? [];
  }

  add(issue: Partial<StoredIssue>): StoredIssue {
    const full: StoredIssue = {
      number: this.issues.length + 1,
      title: '',
      body: '',
      labels: [],
      state: 'open',
      stateReason: undefined,
      comments: [],
      ...issue,
    };
    this.issues.push(full);
    return full;
  }

  #answer({ method, path, headers, body }: Received): Reply {
    if (headers.authorization !== `Bearer ${this.token}`) return json(401, { message: 'Bad credentials' });
    const url = new URL(path, 'http://x');
    const [, owner, name, , number, more] =
      /^\/repos\/([^/]+)\/([^/]+)\/(issues)(?:\/(\d+)(\/comments)?)?$/.exec(url.pathname) ?? [];
    if (owner !== 'octo' || name !== 'shop') return json(404, { message: 'Not Found' });
    const sent = body === '' ? {} : (JSON.parse(body) as Record<string, unknown>);
    if (number === undefined) {
      return method === 'GET' ? this.#list(url.searchParams) : json(201, this.#open(sent));
    }
    const issue = this.issues.find((one) => one.number === Number(number));
    if (issue === undefined) return json(404, { message: 'Not Found' });
    if (more !== undefined) {
      issue.comments.push(String(sent['body']));
      return json(201, { id: issue.comments.length });
    }
    if (typeof sent['body'] === 'string') issue.body = sent['body'];
    if (sent['state'] === 'closed') issue.state = 'closed';
    if (typeof sent['state_reason'] === 'string') issue.stateReason = sent['state_reason'];
    return json(200, shown(issue));
  }

  #list(query: URLSearchParams): Reply {
    const label = query.get('labels');
    const size = Number(query.get('per_page') ?? '30');
    const page = Number(query.get('page') ?? '1');
    const found = this.issues
      .filter(({ state }) => state === query.get('state'))
      .filter(({ labels }) => label === null || labels.includes(label))
      .toSorted((a, b) => b.number - a.number)
      .slice((page - 1) * size, page * size);
    return json(200, found.map(shown));
  }

  #open(sent: Record<string, unknown>): unknown {
    const labels = this.dropLabels ? [] : (sent['labels'] as string[]);
    return shown(this.add({ title: String(sent['title']), body: String(sent['body']), labels }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#sink?.[Symbol.asyncDispose]();
  }
}

function shown({ number, title, body, labels, state, pullRequest }: StoredIssue): unknown {
  return {
    number,
    title,
    body,
    state,
    labels: labels.map((name) => ({ name })),
    ...(pullRequest === undefined ? {} : { pull_request: {} }),
  };
}

function json(status: number, value: unknown): Reply {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

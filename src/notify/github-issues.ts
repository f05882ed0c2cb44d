import { occasionFor, type Situation } from '../catalog/notification.ts';
import { DeliveryError } from './delivery-error.ts';
import { issueBody, issueComment, issueMarker, issueTitle, readTold } from './github-issue.ts';
import { type HttpRequest, request } from './http.ts';
import type { Message } from './message.ts';

export interface IssueTarget {
  /** `https://api.github.com`, or that of a GitHub Enterprise Server. */
  readonly apiUrl: string;
  readonly token: string;
  /** `owner/name` */
  readonly repository: string;
  /** The first is by which issues are found again. */
  readonly labels: readonly string[];
}

interface Issue {
  readonly number: number;
  readonly body: string;
}

export interface IssueNews {
  /** `previous` is not looked at: the issue is its own memory. */
  readonly situation: Situation;
  readonly name: string;
  readonly repeatEvery: number;
  messageFor(occasion: Message['occasion'], since: Date): Message;
}

const PER_PAGE = 100;
const MAX_PAGES = 10;

/**
 * Brings the issue of one problem to what is known now: opened when there is none, commented when the reason changed or the
 * interval is over, closed on success. It is safe to run twice: everything is looked up before it is done.
 * @returns what was done; undefined: nothing
 * @throws DeliveryError
 */
export async function updateIssue(
  target: IssueTarget,
  news: IssueNews,
  signal: AbortSignal,
): Promise<string | undefined> {
  const api = new Api(target, signal);
  const { situation, name } = news;
  const marker = issueMarker(news.messageFor('failure', situation.now).thread);
  const [issue, ...doubles] = await api.find(marker);
  if (situation.state === 'well') {
    if (issue === undefined) return undefined;
    const since = new Date(readTold(issue.body, name)?.since ?? situation.now);
    await api.comment(issue, issueComment(news.messageFor('recovery', since)));
    for (const one of [issue, ...doubles]) await api.close(one, 'completed');
    return `closed issue ${issue.number}`;
  }
  if (issue === undefined) return openIssue(api, news, marker);
  const previous = readTold(issue.body, name);
  const listener = { name, when: ['failure', 'recovery'], repeatEvery: news.repeatEvery } as const;
  const occasion = occasionFor({ ...situation, previous }, listener);
  if (occasion === undefined) return undefined;
  const since = new Date(previous?.since ?? situation.now);
  const message = news.messageFor(occasion, since);
  // The memory last: rather the same comment twice than one that nobody got.
  await api.comment(issue, issueComment(message));
  await api.edit(issue, issueBody(message, since, situation.problem));
  return `commented issue ${issue.number}`;
}

async function openIssue(api: Api, { situation, messageFor }: IssueNews, marker: string): Promise<string> {
  const message = messageFor('failure', situation.now);
  const opened = await api.open(issueTitle(message), issueBody(message, situation.now, situation.problem));
  // Another run may have opened one at the same moment: the older one stays.
  const [first] = await api.find(marker);
  if (first !== undefined && first.number < opened.number) {
    await api.close(opened, 'not_planned');
    return `found issue ${first.number}`;
  }
  return `opened issue ${opened.number}`;
}

/** The few calls of GitHub's REST API that are needed. */
class Api {
  readonly #target: IssueTarget;
  readonly #signal: AbortSignal;

  constructor(target: IssueTarget, signal: AbortSignal) {
    this.#target = target;
    this.#signal = signal;
  }

  /** Open issues with the marker, oldest first. */
  async find(marker: string): Promise<Issue[]> {
    const label = encodeURIComponent(this.#target.labels[0] ?? '');
    const found: Issue[] = [];
    for (let page = 1; page <= MAX_PAGES; page += 1) {
      const issues = await this.#list(`&labels=${label}&page=${page}`);
      found.push(...issues.matching(marker));
      if (issues.count < PER_PAGE) break;
    }
    // GitHub leaves labels out without a word when the token may not set them: then the newest issues are looked through.
    if (found.length === 0) found.push(...(await this.#list('')).matching(marker));
    return found.toSorted((a, b) => a.number - b.number);
  }

  async #list(query: string): Promise<{ count: number; matching: (marker: string) => Issue[] }> {
    const answer = await this.#call('GET', `issues?state=open&per_page=${PER_PAGE}${query}`);
    if (!Array.isArray(answer)) throw unexpected();
    const issues = answer.filter((one) => one?.pull_request === undefined).map(readIssue);
    return {
      count: answer.length,
      matching: (marker) => issues.filter(({ body }) => body.includes(marker)),
    };
  }

  async open(title: string, body: string): Promise<Issue> {
    return readIssue(await this.#call('POST', 'issues', { title, body, labels: this.#target.labels }));
  }

  async edit({ number }: Issue, body: string): Promise<void> {
    await this.#call('PATCH', `issues/${number}`, { body });
  }

  async comment({ number }: Issue, body: string): Promise<void> {
    await this.#call('POST', `issues/${number}/comments`, { body });
  }

  async close({ number }: Issue, reason: 'completed' | 'not_planned'): Promise<void> {
    await this.#call('PATCH', `issues/${number}`, { state: 'closed', state_reason: reason });
  }

  async #call(method: HttpRequest['method'], path: string, body?: unknown): Promise<unknown> {
    const { apiUrl, token, repository } = this.#target;
    const { text } = await request(
      {
        method,
        url: `${apiUrl.replace(/\/+$/, '')}/repos/${repository}/${path}`,
        headers: {
          accept: 'application/vnd.github+json',
          authorization: `Bearer ${token}`,
          'x-github-api-version': '2022-11-28',
          ...(body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      },
      this.#signal,
    );
    try {
      return JSON.parse(text);
    } catch {
      throw unexpected();
    }
  }
}

function readIssue(value: unknown): Issue {
  const { number, body } = (value ?? {}) as { number?: unknown; body?: unknown };
  if (typeof number !== 'number') throw unexpected();
  return { number, body: typeof body === 'string' ? body : '' };
}

function unexpected(): DeliveryError {
  return new DeliveryError('GitHub answered with something that is not its API', { retryable: false });
}

import { databaseSegment } from '../../catalog/keys.ts';
import type { MigrationVerdict } from '../../catalog/migration/verdict.ts';
import type { PbaError } from '../../errors.ts';
import { GitHub } from '../../github/client.ts';
import type { PullRequest } from '../../github/event.ts';
import { COMMENT_LIMIT, type Repository, setLabels, upsertComment } from '../../github/pull-request.ts';
import type { ActionContext } from '../../runtime/action.ts';
import { cutSummary } from '../../runtime/cut-summary.ts';
import { code, escapeMarkdown } from '../../runtime/format.ts';

/** How this run speaks with GitHub about its pull request; without a token or outside of a runner it does not. */
export interface Conversation {
  readonly github: GitHub;
  readonly repository: Repository;
  readonly pullRequest: PullRequest | undefined;
}

const LABEL = 'migration: ';

export function openConversation(
  context: ActionContext,
  token: string | undefined,
  pullRequest: PullRequest | undefined,
): Conversation | undefined {
  const [owner, name] = (context.run.repository ?? '').split('/');
  if (token === undefined || !owner || !name) return undefined;
  const apiUrl = context.env['GITHUB_API_URL'] ?? 'https://api.github.com';
  return {
    github: new GitHub({ apiUrl, token, signal: context.signal }),
    repository: { owner, name },
    pullRequest,
  };
}

/** Writes the one comment about this database; later runs change it. */
export async function comment(
  conversation: Conversation | undefined,
  database: string,
  markdown: string,
  onlyUpdate = false,
): Promise<'created' | 'updated' | 'none'> {
  if (conversation?.pullRequest === undefined) return 'none';
  const { github, repository, pullRequest } = conversation;
  const marker = `<!-- postgres-backup-actions:migration-gate:${databaseSegment(database)} -->`;
  const body = cutSummary(`${marker}\n${markdown}`, COMMENT_LIMIT, 'in a comment');
  return upsertComment(github, repository, pullRequest.number, marker, body, onlyUpdate);
}

/** Labels say the verdict and what was found; of those of an earlier run only what is still so stays. */
export async function label(
  conversation: Conversation | undefined,
  approvalLabel: string,
  verdict: MigrationVerdict | undefined,
): Promise<void> {
  if (conversation?.pullRequest === undefined) return;
  const { github, repository, pullRequest } = conversation;
  const rules = new Set(verdict?.findings.map(({ rule }) => rule));
  const wanted = verdict === undefined ? [] : [verdict.verdict, ...rules].map((name) => `${LABEL}${name}`);
  // An approver's label is never taken away by us.
  const isOurs = (name: string): boolean => name.startsWith(LABEL) && name !== approvalLabel;
  await setLabels(github, repository, pullRequest.number, isOurs, wanted);
}

/** What the comment says when there was no trial: an older verdict must not stand there as if it were still true. */
export function failedMarkdown(database: string, commit: string | null, error: PbaError): string {
  return [
    `## ❌ Migrations of ${escapeMarkdown(database)}: not tried`,
    '',
    `${commit === null ? '' : `At ${code(commit.slice(0, 12)).markdown}: `}${code(error.code).markdown} ${escapeMarkdown(error.message)}`,
    ...(error.hint === undefined ? [] : ['', `**What to do:** ${escapeMarkdown(error.hint)}`]),
    '',
  ].join('\n');
}

export function notApplicableMarkdown(database: string, commit: string | null): string {
  const at = commit === null ? '' : ` at ${code(commit.slice(0, 12)).markdown}`;
  return `## Migrations of ${escapeMarkdown(database)}\n\nThe pull request${at} touches none.\n`;
}

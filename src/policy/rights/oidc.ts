import type { S3Role } from './s3-roles.ts';

const ISSUER = 'token.actions.githubusercontent.com';

export interface GithubRepository {
  /** `owner/name` */
  readonly name: string;
  /** Numbers that never change, of repositories that have the immutable form of the subject. */
  readonly ownerId: string | undefined;
  readonly id: string | undefined;
}

/** The environment of GitHub that a role is for; its secrets and its token are released after its rules are met. */
const ENVIRONMENTS: Readonly<Record<S3Role, string>> = {
  writer: 'backup',
  restorer: 'restore',
  pruner: 'prune',
  watcher: 'status',
};

/**
 * The subjects that a job in the environment can have: the classic form, and the immutable one of repositories made or renamed
 * since 15 July 2026. Always exact: a pattern would let in other branches, forks of the name or whole organisations.
 */
function subjectsOf(role: S3Role, { name, ownerId, id }: GithubRepository): string[] {
  const environment = `environment:${ENVIRONMENTS[role]}`;
  const [owner = '', repository = ''] = name.split('/');
  const classic = `repo:${owner}/${repository}:${environment}`;
  if (ownerId === undefined || id === undefined) return [classic];
  return [classic, `repo:${owner}@${ownerId}/${repository}@${id}:${environment}`];
}

/** The trust policy of an IAM role that jobs of one environment may assume. */
export function trustPolicy(role: S3Role, account: string, repository: GithubRepository): unknown {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: `Only${ENVIRONMENTS[role][0]?.toUpperCase()}${ENVIRONMENTS[role].slice(1)}Jobs`,
        Effect: 'Allow',
        Principal: { Federated: `arn:aws:iam::${account}:oidc-provider/${ISSUER}` },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: {
            [`${ISSUER}:aud`]: 'sts.amazonaws.com',
            [`${ISSUER}:sub`]: subjectsOf(role, repository),
          },
        },
      },
    ],
  };
}

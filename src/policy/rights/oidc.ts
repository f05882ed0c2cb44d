import type { S3Role } from './s3-roles.ts';

const ISSUER = 'token.actions.githubusercontent.com';

export interface GithubRepository {
  /** `owner/name` */
  readonly name: string;
  /** Numbers that never change, of repositories that have the immutable form of the subject. */
  readonly ownerId: string | undefined;
  readonly id: string | undefined;
}

/**
 * The environments of GitHub that a role is for, as the example workflows name them; their secrets and tokens are released
 * after their rules are met.
 */
export const ENVIRONMENTS: Readonly<Record<S3Role, readonly string[]>> = {
  writer: ['database-backup'],
  restorer: ['backup-restore-test', 'production-database'],
  pruner: ['backup-retention'],
  watcher: ['backup-watchdog'],
};

/**
 * The subjects that a job in the environment can have: the classic form, and the immutable one of repositories made or renamed
 * since 15 July 2026. Always exact: a pattern would let in other branches, forks of the name or whole organisations.
 */
function subjectsOf(role: S3Role, { name, ownerId, id }: GithubRepository): string[] {
  const [owner = '', repository = ''] = name.split('/');
  return ENVIRONMENTS[role].flatMap((environment) => {
    const classic = `repo:${owner}/${repository}:environment:${environment}`;
    return ownerId === undefined || id === undefined
      ? [classic]
      : [classic, `repo:${owner}@${ownerId}/${repository}@${id}:environment:${environment}`];
  });
}

/** The trust policy of an IAM role that jobs of one environment may assume. */
export function trustPolicy(role: S3Role, account: string, repository: GithubRepository): unknown {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: `Only${role[0]?.toUpperCase()}${role.slice(1)}Jobs`,
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

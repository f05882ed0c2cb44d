import { advice, type Finding, findingsAbout } from './finding.ts';

/** What came of asking one notification target, without telling it anything. */
export type ReachFacts = {
  readonly target: string;
  readonly kind: 'smtp' | 'web';
  /** Host and port, never a whole URL: that is the secret of a webhook. */
  readonly place: string;
} & (
  | { readonly state: 'reached'; readonly detail: string }
  | { readonly state: 'unreachable'; readonly reason: string }
  /** The environment variable that names it is empty. */
  | { readonly state: 'no secret'; readonly variable: string }
  /** It answers, but would refuse what is sent later. */
  | { readonly state: 'unfit'; readonly reason: string }
);

export function judgeReach(facts: readonly ReachFacts[]): Finding[] {
  return facts.map((one) => {
    const find = findingsAbout('notifications', one.target);
    if (one.state === 'reached') return find('good', 'reach', `${one.place} answers: ${one.detail}.`);
    if (one.state === 'no secret') {
      return find(
        'problem',
        'secret',
        `The environment variable ${one.variable} is empty, so nobody would be told.`,
        {
          remedy: advice(`env:\n  ${one.variable}: \${{ secrets.${one.variable} }}`),
          link: 'docs/policy.md',
        },
      );
    }
    return find(
      'problem',
      'reach',
      `${one.place} ${one.state === 'unfit' ? 'is not fit' : 'cannot be reached'}: ${one.reason}.`,
      {
        remedy: advice(
          one.kind === 'smtp'
            ? 'Check host, port and `tls` of the policy, and that the firewall lets the runner out on that port (many providers block 25).'
            : 'Check the URL in the secret, the name service, the firewall and the proxy of the runner.',
        ),
      },
    );
  });
}

/** What a token may do in its repository, as far as it can be found out without doing it. */
export interface GithubFacts {
  readonly repository: string;
  readonly state: 'answered' | 'refused' | 'unreachable';
  readonly reason: string;
  readonly visibility: string | undefined;
  readonly selfHosted: boolean;
  readonly rights: Readonly<Record<string, boolean | undefined>>;
  /** Of those, what the policy needs, with why. */
  readonly needed: Readonly<Record<string, string>>;
}

export function judgeGithub(facts: GithubFacts): Finding[] {
  const find = findingsAbout('github', facts.repository);
  if (facts.state !== 'answered') {
    return [
      find(
        'problem',
        'token',
        `GitHub ${facts.state === 'refused' ? 'refuses the token' : 'cannot be reached'}: ${facts.reason}.`,
        {
          remedy: advice('permissions:\n  contents: read'),
          link: 'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions',
        },
      ),
    ];
  }
  const findings: Finding[] = [find('good', 'token', 'GitHub answers, and takes the token.')];
  if (facts.visibility === 'public' && facts.selfHosted) {
    findings.push(
      find(
        'problem',
        'public-repository',
        'The repository is public and this is a self-hosted runner: a pull request of a stranger can run code next to the database.',
        {
          remedy: advice(
            'Make the repository private, or keep the workflows in a private one, and limit the runner group to them.',
          ),
          link: 'https://docs.github.com/en/actions/reference/security/secure-use#hardening-for-self-hosted-runners',
        },
      ),
    );
  }
  for (const [right, why] of Object.entries(facts.needed)) {
    const given = facts.rights[right];
    if (given === true) findings.push(find('good', 'permission', `The token has ${right}.`));
    else if (given === undefined)
      findings.push(find('unknown', 'permission', `Whether the token has ${right} could not be found out.`));
    else {
      findings.push(
        find('problem', 'permission', `The token lacks ${right}, needed ${why}.`, {
          remedy: advice(`permissions:\n  ${right}`),
          link: 'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions',
        }),
      );
    }
  }
  return findings;
}

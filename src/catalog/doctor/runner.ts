import { advice, type Finding, findingsAbout, shell, some } from './finding.ts';

/** What the machine looks like that runs the job. */
export interface RunnerFacts {
  /** Whether GitHub's runner started this. */
  readonly onRunner: boolean;
  readonly hosted: boolean;
  readonly temp: DirectoryFacts;
  readonly workspace: string | undefined;
  /** Paths in the workspace that look like dumps, passfiles or identities. */
  readonly workspaceFinds: readonly string[];
  /** Our temporary directories of runs that have ended. */
  readonly abandoned: readonly { readonly path: string; readonly hours: number }[];
  /** Passfiles and the like that others can read. */
  readonly openSecrets: readonly { readonly path: string; readonly mode: number }[];
  readonly runnerVersion: string | undefined;
  readonly engines: readonly EngineFacts[];
  /** Whether somebody asked for containers: then an engine has to be there. */
  readonly containersWanted: boolean;
}

export interface DirectoryFacts {
  readonly path: string;
  readonly freeBytes: number | undefined;
  readonly mode: number | undefined;
}

export interface EngineFacts {
  readonly name: string;
  /** Of its daemon; undefined when it does not answer. */
  readonly version: string | undefined;
  readonly problem: string | undefined;
}

/** What the next backup and restore test will write here, from the newest set or the size of the database. */
export interface SpaceNeeds {
  readonly backup: number;
  readonly restoreTest: number;
  /** Where the figures come from, to complete "by …". */
  readonly by: string;
}

const HARDENING =
  'https://docs.github.com/en/actions/reference/security/secure-use#hardening-for-self-hosted-runners';
/** Registration is refused below this since 2026; 2.327.1 is the first with Node 24. */
const OLDEST_RUNNER = [2, 329, 0] as const;

export function judgeRunner(
  facts: RunnerFacts,
  size: (bytes: number) => string,
  needs: SpaceNeeds | undefined,
): Finding[] {
  const find = findingsAbout('runner', 'this machine');
  const findings: Finding[] = [];
  const { temp } = facts;
  const free = temp.freeBytes;
  if (free === undefined)
    findings.push(find('unknown', 'space', `The free space of ${temp.path} could not be read.`));
  else if (needs === undefined) {
    findings.push(
      find(
        'unknown',
        'space',
        `${size(free)} are free in ${temp.path}; what a backup needs is not known, since there is no set and no database to measure.`,
      ),
    );
  } else if (free < needs.backup) {
    findings.push(
      find(
        'problem',
        'space',
        `${size(free)} are free in ${temp.path}; the next backup needs ${size(needs.backup)} by ${needs.by}.`,
        {
          remedy: shell(
            `df -h ${temp.path}\n# free some, or let RUNNER_TEMP (TMPDIR on a terminal) name a directory on a larger disk`,
          ),
        },
      ),
    );
  } else if (free < needs.restoreTest) {
    findings.push(
      find(
        'warning',
        'space',
        `${size(free)} are free in ${temp.path}: enough for a backup, but a restore test here needs ${size(needs.restoreTest)} by ${needs.by}.`,
        {
          remedy: shell(`df -h ${temp.path}`),
        },
      ),
    );
  } else {
    findings.push(
      find(
        'good',
        'space',
        `${size(free)} are free in ${temp.path}; a restore test needs ${size(needs.restoreTest)}.`,
      ),
    );
  }
  for (const { path, hours } of facts.abandoned) {
    findings.push(
      find(
        'warning',
        'leftovers',
        `A run that was killed ${hours} hours ago left ${path}; it can hold a dump.`,
        {
          remedy: shell(`rm -rf ${path}`),
          repair: { kind: 'remove directory', path },
        },
      ),
    );
  }
  if (facts.workspaceFinds.length > 0) {
    findings.push(
      find(
        'problem',
        'workspace',
        `In the workspace, which the next job on this runner sees too, there is ${some(facts.workspaceFinds)}.`,
        {
          remedy: shell(
            facts.workspaceFinds
              .slice(0, 20)
              .map((path) => `shred -u ${path}`)
              .join('\n'),
          ),
          link: HARDENING,
        },
      ),
    );
  } else if (facts.workspace !== undefined) {
    findings.push(find('good', 'workspace', 'No dump, passfile or identity lies in the workspace.'));
  }
  for (const { path, mode } of facts.openSecrets) {
    findings.push(
      find(
        'problem',
        'secret-file',
        `Others on this machine can read ${path} (mode ${mode.toString(8).padStart(4, '0')}).`,
        {
          remedy: shell(`chmod 600 ${path}`),
          repair: { kind: 'restrict mode', path, mode: 0o600 },
        },
      ),
    );
  }
  findings.push(...version(facts), ...engines(facts));
  return findings;
}

function version(facts: RunnerFacts): Finding[] {
  const find = findingsAbout('runner', 'this machine');
  if (!facts.onRunner || facts.hosted) return [];
  const text = facts.runnerVersion;
  if (text === undefined)
    return [find('unknown', 'runner-version', 'The version of the runner could not be found out.')];
  const parts = text.split('.').map(Number);
  const [index = -1] = OLDEST_RUNNER.flatMap((wanted, at) => ((parts[at] ?? 0) === wanted ? [] : [at]));
  if (index >= 0 && (parts[index] ?? 0) < (OLDEST_RUNNER[index] ?? 0)) {
    return [
      find(
        'problem',
        'runner-version',
        `The runner is version ${text}; GitHub gives jobs only to ${OLDEST_RUNNER.join('.')} and later.`,
        {
          remedy: advice(
            'Update the runner, and do not switch its own updates off: a runner that is too old stops without a word.',
          ),
          link: 'https://docs.github.com/en/actions/reference/runners/self-hosted-runners',
        },
      ),
    ];
  }
  return [find('good', 'runner-version', `The runner is version ${text}.`)];
}

function engines(facts: RunnerFacts): Finding[] {
  const find = findingsAbout('runner', 'this machine');
  const working = facts.engines.filter((engine) => engine.version !== undefined);
  if (working.length > 0) {
    return working.map((engine) =>
      find('good', 'container-engine', `${engine.name} ${engine.version} answers.`),
    );
  }
  const [broken] = facts.engines;
  if (broken !== undefined) {
    return [
      find(
        facts.containersWanted ? 'problem' : 'note',
        'container-engine',
        `${broken.name} does not answer: ${broken.problem ?? 'no reason given'}`,
        {
          remedy: shell(
            'sudo usermod -aG docker "$USER"   # then start the runner again\nsystemctl status docker',
          ),
        },
      ),
    ];
  }
  return [
    find(
      facts.containersWanted ? 'problem' : 'note',
      'container-engine',
      'No container engine is installed: `container` and `container-image` cannot be used here.',
      { remedy: shell('apt-get install docker.io') },
    ),
  ];
}

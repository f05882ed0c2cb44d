import { defineAction } from '../../runtime/spec.ts';
import { archivedInputs } from '../shared/ensure-readable.ts';
import {
  connectionInputs,
  databaseFilterInput,
  identityInputs,
  identityProblems,
  policyInput,
  storeInputs,
  storeProblems,
} from '../shared/inputs.ts';

const CHECK = 'mode: check';
const APPROVAL = 'Approval';
const LOCK = 'mode: with-lock';

const MODES = ['check', 'schema-backup', 'checkpoint', 'lock-check', 'with-lock'] as const;

/** What only belongs to jobs that run no code of a pull request. */
const OF_PRODUCTION = ['host', 'port', 'user', 'password', 'sslmode', 'sslrootcert'] as const;

export const spec = defineAction(
  {
    name: 'migration-gate',
    title: 'PostgreSQL migration gate',
    description:
      'Tries the migrations of a pull request on a restored copy and comments what they do; before a deployment, makes sure there is a backup to go back to.',
    branding: { icon: 'git-pull-request', color: 'orange' },
    body: 'Five modes for three jobs. On a pull request `schema-backup` keeps the schema as it is, next to the database; `check` runs the migrations, far from it: in a sandbox, with a scratch server and no secrets. Before a deployment `checkpoint` makes or finds the set to go back to, and `with-lock` migrates while no backup runs (`lock-check` only asks). See [docs/migration-gate.md](../docs/migration-gate.md).',
    inputs: {
      mode: {
        kind: 'choice',
        choices: MODES,
        required: true,
        description:
          '`check`: try the migrations of a pull request. `schema-backup`: store the schema for a pull request. `checkpoint`: a set to go back to, before a deployment. `lock-check`: fail when a backup is running. `with-lock`: run `command` while no backup can start.',
      },
      policy: policyInput,
      database: databaseFilterInput,
      ...connectionInputs,
      ...storeInputs,
      ...identityInputs,
      recipients: {
        kind: 'list',
        group: 'Encryption',
        pattern: /age1[0-9a-z]{20,}/,
        patternHint: 'an age public key (age1…)',
        description:
          'age public keys for the sets that `schema-backup` and `checkpoint` make. Without it those of the policy.',
      },
      ...archivedInputs,
      set: {
        kind: 'string',
        default: 'latest-proven',
        pattern: /latest-proven|latest|\d{8}T\d{6}Z-[0-9a-f]{6}/,
        patternHint: 'latest-proven, latest or the id of a set',
        group: CHECK,
        description:
          'The set that is restored for the trial: `latest-proven` is the newest that a restore test proved, `latest` the newest.',
      },
      'sql-files': {
        kind: 'list',
        group: CHECK,
        pattern: /(?!-)[^\p{Cc}]+/u,
        patternHint: 'a path in the repository that does not start with a hyphen',
        description:
          'SQL files for the tool `psql`, in this order. Without it: those that the pull request adds or changes and `migrations.paths` describes, by name.',
      },
      command: {
        kind: 'string',
        description:
          'Program and arguments, one per line, no shell. In `mode: check` it wins over the policy’s; in `mode: with-lock` it is what is run.',
      },
      'rollback-command': {
        kind: 'string',
        group: CHECK,
        description: 'Program and arguments of the way back, one per line. Wins over the policy’s.',
      },
      'migration-role': {
        kind: 'string',
        group: CHECK,
        pattern: /.{1,63}/,
        patternHint: 'a role name of at most 63 characters',
        description:
          'Role that migrates the copy; one of those in the set. Without it the owner of the database.',
      },
      'working-directory': {
        kind: 'path',
        description: 'Where commands run. Without it the workspace.',
      },
      isolation: {
        kind: 'choice',
        choices: ['required', 'none'],
        default: 'required',
        group: CHECK,
        description:
          '`required`: the migrations run in a sandbox (bubblewrap), without network, without other people’s files; when that is not possible, not at all. `none`: with everything this job has before them; only for a machine that is thrown away.',
      },
      'sandbox-paths': {
        kind: 'list',
        group: CHECK,
        pattern: /\/.*/,
        patternHint: 'an absolute path',
        description:
          'Directories in home directories that the migrations may read, such as the libraries of a language.',
      },
      jobs: {
        kind: 'integer',
        min: 1,
        max: 64,
        group: CHECK,
        description: 'Tables restored and compared at the same time. Without it: one per core, at most 4.',
      },
      artifact: {
        kind: 'string',
        pattern: /[^"<>|*?:\\/\r\n]{1,100}/,
        patternHint: 'a name without the characters " < > | * ? : \\ /',
        description:
          'Name of the artifact with schema and report. Without it `migration-gate-<mode>-<database>`. Only on a runner.',
      },
      'github-token': {
        kind: 'secret',
        group: APPROVAL,
        description:
          'Token for comment, labels and the list of changed files: `github.token` of a job with `pull-requests: write`. Without it the result stands in the job summary alone.',
      },
      'approved-by': {
        kind: 'string',
        group: APPROVAL,
        pattern: /[A-Za-z0-9](?:[A-Za-z0-9-]{0,38}[A-Za-z0-9])?/,
        patternHint: 'the login of a person on GitHub, without @',
        description:
          'Who let this run pass `approval-environment`. It is asked of GitHub whether that is so (`actions: read`), and the policy has to name the person as an approver.',
      },
      'approval-environment': {
        kind: 'string',
        group: APPROVAL,
        pattern: /.{1,255}/,
        patternHint: 'the name of an environment',
        description: 'Protected environment that the job runs in, for `approved-by`.',
      },
      'lock-wait': {
        kind: 'duration',
        default: '10m',
        group: LOCK,
        description: 'Longest wait for a backup that is running; then it fails and nothing was run.',
      },
      'lock-timeout': {
        kind: 'duration',
        default: '5s',
        group: LOCK,
        description:
          'Longest wait of a statement of `command` for a lock, as `lock_timeout` in `PGOPTIONS`: what waits for an exclusive lock makes everybody behind it wait, too.',
      },
      'time-limit': {
        kind: 'duration',
        default: '2h',
        description: 'Longest time for the whole run. Then everything is ended.',
      },
    },
    outputs: {
      verdict: {
        description:
          'In `mode: check` `passed`, `blocked` (the step fails), `approved` (blocked, and somebody took it on) or `not-applicable` (no migration is touched). Otherwise `ok`, `failed` or `cancelled`.',
      },
      findings: { description: 'Rules of the policy that found something, one per line.' },
      'set-id': { description: 'The set that was restored, made or accepted.' },
      checkpoint: { description: 'In `mode: checkpoint`: `made` or `accepted`.' },
      'evidence-key': { description: 'Key of the record of a trial in the store.' },
      comment: { description: '`created`, `updated` or `none`.' },
      'approved-by': { description: 'Who let a blocked migration pass; empty otherwise.' },
    },
    example: {
      mode: 'check',
      policy: 'base/backup-policy.yml',
      'github-token': 'GITHUB_TOKEN',
    },
  },
  (inputs) => [
    ...(inputs.mode === 'lock-check' || inputs.mode === 'with-lock' ? [] : storeProblems(inputs)),
    ...identityProblems(inputs),
    ...(inputs.mode === 'check'
      ? OF_PRODUCTION.filter((name) => inputs[name] !== undefined).map(
          (name) =>
            `${name}: is production’s, and mode: check runs code of a pull request; leave it to the job of mode: schema-backup`,
        )
      : []),
    ...(inputs.mode === 'with-lock' && inputs.command === undefined
      ? ['command: is required with mode: with-lock']
      : []),
    ...((inputs.approvedBy === undefined) !== (inputs.approvalEnvironment === undefined)
      ? ['approved-by and approval-environment are only usable together']
      : []),
  ],
);

import { MOMENT, periodProblems } from '../../catalog/period.ts';
import { defineAction } from '../../runtime/spec.ts';
import { databaseFilterInput, policyInput, storeInputs, storeProblems } from '../shared/inputs.ts';

export const spec = defineAction(
  {
    name: 'status',
    title: 'PostgreSQL backup: status',
    description:
      'Says from the stores alone whether the database could be recovered now as the objectives demand, and fails when it could not. The watchdog: it runs anywhere.',
    branding: { icon: 'activity', color: 'blue' },
    body: 'It connects to no database and keeps no state, so it works on a GitHub-hosted runner, in another place than the backups: a backup workflow that never started is noticed here.',
    inputs: {
      policy: policyInput,
      ...storeInputs,
      database: {
        ...databaseFilterInput,
        description:
          'Look only at this database. Without it: at those of the policy, else at every one in the stores.',
      },
      'fail-on': {
        kind: 'choice',
        choices: ['broken', 'at-risk', 'never'],
        default: 'broken',
        description:
          'When the run fails: `broken` objectives only, also what is `at-risk`, or `never` (the verdict is in the outputs all the same).',
      },
      'report-file': {
        kind: 'path',
        group: 'Report',
        description:
          'Write a report there: one HTML file that needs no network, with plots, the calendar of proven days, evidence and recovery steps. On a runner it is uploaded as an artifact as well.',
      },
      'report-days': {
        kind: 'integer',
        min: 7,
        max: 1_100,
        default: '366',
        group: 'Report',
        description: 'How many days of history the report shows, as far as sets and evidence reach.',
      },
      'report-artifact': {
        kind: 'string',
        pattern: /[^"<>:|*?\r\n\\/]{1,100}/,
        patternHint: 'a name of at most 100 characters without / \\ : * ? " < > |',
        default: 'backup-status',
        group: 'Report',
        description: 'Name of the artifact. In a matrix every job needs one of its own.',
      },
      'evidence-file': {
        kind: 'path',
        group: 'Evidence',
        description:
          'Write the evidence of a period there, as one `.tar.gz` for an auditor: every record, the identities of the sets, the holds, an index in plain text. Beside it `.sha256`, and with `evidence-key` its signature (`.sha256.sig`) and the public key (`.pem`). See docs/compliance.md.',
      },
      'evidence-since': {
        kind: 'string',
        pattern: MOMENT,
        patternHint: 'a day such as 2026-11-01, or a moment with its offset',
        group: 'Evidence',
        description: 'Where the period begins. Without it: at the first record.',
      },
      'evidence-until': {
        kind: 'string',
        pattern: MOMENT,
        patternHint: 'a day such as 2026-12-01, or a moment with its offset',
        group: 'Evidence',
        description: 'Where the period ends; this moment, or day, is not in it any more. Without it: now.',
      },
      'evidence-key': {
        kind: 'secret',
        group: 'Evidence',
        description:
          'Ed25519 key in PEM (`openssl genpkey -algorithm ed25519`) that signs the export. Without it nothing is signed; GitHub’s artifact attestation can do it instead.',
      },
      'github-token': {
        kind: 'secret',
        group: 'Workflows',
        description:
          'Token that may read the actions of the repository (`permissions: actions: read`). With it, GitHub is asked whether the workflows that made sets and proofs are enabled, ran by their schedule, and are not waiting for a runner.',
      },
      repository: {
        kind: 'string',
        pattern: /[A-Za-z0-9_.-]+\/[A-Za-z0-9_.-]+/,
        patternHint: 'owner/name',
        group: 'Workflows',
        description:
          'Repository whose workflows make the backups. Without it: the one that the newest set names, then this one.',
      },
      workflows: {
        kind: 'list',
        group: 'Workflows',
        description:
          'Workflows that have to be enabled, by name or file, besides those that the newest set and proof name.',
      },
      'metrics-file': {
        kind: 'path',
        description:
          'Write the figures there in the text format of Prometheus, such as a `.prom` file for the textfile collector of node_exporter.',
      },
      pushgateway: {
        kind: 'secret',
        pattern: /https?:\/\/\S+/,
        patternHint: 'a URL such as https://push.example.com',
        description:
          'URL of a Pushgateway of Prometheus that gets the figures, with user and password in it where it wants them. They replace what this repository (on a terminal: this machine) pushed before.',
      },
    },
    outputs: {
      status: { description: '`kept`, `at risk` or `broken`: the worst of all databases.' },
      findings: { description: 'Number of findings.' },
      'newest-set': { description: 'Id of the newest set of all.' },
      'newest-proven-set': { description: 'Id of the newest set that a restore test proved.' },
      requests: { description: 'Requests that were sent to S3 stores.' },
      'report-file': { description: 'Path of the report, where one was written.' },
      'report-artifact': { description: 'Name of the artifact with the report, where one was uploaded.' },
      'evidence-file': { description: 'Path of the exported evidence, where there is one.' },
      'evidence-sha256': { description: 'Its SHA-256.' },
      'evidence-records': { description: 'Number of records in it.' },
      'evidence-key-fingerprint': {
        description: 'SHA-256 of the public key (DER) that its signature is to be verified with.',
      },
    },
    example: { policy: 'backup-policy.yml' },
  },
  (inputs) => [
    ...storeProblems(inputs),
    ...periodProblems(inputs.evidenceSince, inputs.evidenceUntil),
    ...(inputs.evidenceFile === undefined && (inputs.evidenceSince ?? inputs.evidenceUntil) !== undefined
      ? ['evidence-since and evidence-until need evidence-file']
      : []),
    ...(inputs.githubToken === undefined && (inputs.repository !== undefined || inputs.workflows.length > 0)
      ? ['repository and workflows need github-token']
      : []),
  ],
);

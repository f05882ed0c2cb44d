import { parseTarget, TARGET_TYPES } from '../../catalog/recovery/target.ts';
import { defineAction } from '../../runtime/spec.ts';
import { connectionInputs, databaseInput, policyInput } from '../shared/inputs.ts';

const TARGET = 'Target';
const IN_PLACE = 'In place';

export const spec = defineAction(
  {
    name: 'pitr',
    title: 'PostgreSQL point-in-time recovery',
    description:
      'Recovers a cluster from physical backups and WAL to a time, an LSN, a transaction or a restore point, in a new directory beside production, and shows what is there before anything is decided.',
    branding: { icon: 'rewind', color: 'purple' },
    body: 'The recovered server listens on a private socket only, archives nothing, loads nothing and starts no jobs. It pauses at the target: look, go to another time, promote it, take rows out of it, or discard it. It runs on a machine that reaches the repositories, as the owner of the cluster or as root, who steps down to the owner. See [docs/pitr.md](../docs/pitr.md).',
    inputs: {
      policy: { ...policyInput, required: true },
      mode: {
        kind: 'choice',
        choices: ['recover', 'show', 'retarget', 'promote', 'discard'],
        default: 'recover',
        description:
          '`recover` makes a new recovery. The others go on with one that was kept in `directory`: `show` what it holds, `retarget` it to another target, `promote` it (it opens on a timeline of its own), `discard` it.',
      },
      directory: {
        kind: 'path',
        pattern: /\/[\w./@+-]+/,
        patternHint: 'an absolute path of letters, digits and . _ - @ +',
        description:
          'The directory of the recovery: a new one, which is made; of a kept recovery, the one it lies in. Not needed with `in-place`.',
      },
      afterwards: {
        kind: 'choice',
        choices: ['keep', 'promote', 'discard'],
        default: 'keep',
        description:
          'What becomes of it once it stands at the target and was shown: `keep` it paused and running, `promote` it, or `discard` it.',
      },
      target: {
        kind: 'choice',
        choices: TARGET_TYPES,
        group: TARGET,
        description:
          'Where to stop. `time`, `lsn`, `xid` and `name` (of a restore point) need `target-value`; `immediate` is the end of the base backup, `latest` the end of the archived WAL. Needed with `recover` and `retarget`.',
      },
      'target-value': {
        kind: 'string',
        group: TARGET,
        description:
          'For `time` with an offset, such as `2026-11-22T14:05:00+01:00`; it is echoed in UTC. For `lsn` such as `1/2A000028`; a transaction id; a name.',
      },
      exclusive: {
        kind: 'boolean',
        default: 'false',
        group: TARGET,
        description:
          'Stop just before the target instead of just after it: before the transaction that did the harm. For `time`, `lsn` and `xid`.',
      },
      'accept-end': {
        kind: 'boolean',
        default: 'false',
        group: TARGET,
        description:
          'When the WAL ends before the target, or has a gap, take its end instead of failing. What was recovered then is said.',
      },
      repo: {
        kind: 'integer',
        min: 1,
        max: 4,
        group: TARGET,
        description: 'Recover from this repository. Without it, the first that reaches the target.',
      },
      backup: {
        kind: 'string',
        group: TARGET,
        pattern: /\d{8}-\d{6}F(?:_\d{8}-\d{6}[DI])?/,
        patternHint: 'the label of a base backup such as 20261122-031500F',
        description:
          'Start from this base backup. Without it, the newest before the target; for `xid` and `name` simply the newest.',
      },
      timeline: {
        kind: 'integer',
        min: 1,
        max: 4_294_967_295,
        group: TARGET,
        description:
          'Follow the log to this timeline at most, such as the one before an earlier recovery. Without it, the newest.',
      },
      database: {
        ...databaseInput,
        description: 'Name of a database of production to connect to. Without it, that of the policy.',
      },
      ...connectionInputs,
      user: {
        ...connectionInputs.user,
        description:
          'Superuser of production, or a member of `pg_monitor` and `pg_read_all_settings`. Production may be down. Without it `PGUSER` applies.',
      },
      superuser: {
        kind: 'string',
        pattern: /.{1,63}/,
        patternHint: 'a role name of at most 63 characters',
        description:
          'Superuser of the recovered cluster. Without it, the first role of production when that can be reached, then `postgres`.',
      },
      settings: {
        kind: 'list',
        pattern: /[a-z_][a-z0-9_.]*=.*/i,
        patternHint: 'a setting of the server such as work_mem=256MB, one per line',
        description:
          'Further settings for the server that recovers. It takes little memory and loads no library unless it is told to here.',
      },
      'in-place': {
        kind: 'boolean',
        default: 'false',
        group: IN_PLACE,
        description:
          'Recover production itself: its data directory is kept aside under another name, and the recovered one takes its place. The server has to be stopped, or `stop-command` stops it.',
      },
      confirm: {
        kind: 'string',
        group: IN_PLACE,
        description:
          'The name of the stanza once more. Without it the plan is shown, nothing is changed, and the run fails with PBA-CONFIRM.',
      },
      'stop-command': {
        kind: 'string',
        group: IN_PLACE,
        description: 'Program that stops the server: one argument per line, no shell.',
      },
      'start-command': {
        kind: 'string',
        group: IN_PLACE,
        description:
          'Program that starts the server: one argument per line, no shell. Without it, what remains to be done is printed.',
      },
      'stall-limit': {
        kind: 'duration',
        default: '10m',
        description: 'Longest time that the recovery may stand still.',
      },
      'time-limit': {
        kind: 'duration',
        default: '12h',
        description: 'Longest time for the whole run.',
      },
    },
    outputs: {
      verdict: {
        description:
          '`recovered`, `shown`, `promoted` or `discarded`; in place `recovered` (the server runs and has a new base backup) or `restored` (start it by hand); `failed` or `cancelled`.',
      },
      directory: { description: 'Directory of the recovery; in place, the data directory.' },
      'socket-directory': {
        description: 'As `host`, with `port` and `user`, it reaches the recovered server.',
      },
      port: { description: 'Port of the recovered server.' },
      user: { description: 'Superuser of the recovered server.' },
      'last-commit': { description: 'When the newest commit was made that was recovered, in UTC.' },
      lsn: { description: 'Position of the log that was recovered to.' },
      timeline: { description: 'Timeline that the recovered server is on.' },
      'backup-label': { description: 'The base backup.' },
      repo: { description: 'The repository.' },
      'duration-seconds': { description: 'From the beginning of the restore until the target.' },
      'kept-directory': { description: 'In place: where the data directory lies that was there before.' },
    },
    example: {
      policy: 'backup-policy.yml',
      directory: '/var/lib/postgresql/recovery',
      target: 'time',
      'target-value': '2026-11-22T14:05:00+01:00',
    },
  },
  (inputs) => {
    const aims = inputs.mode === 'recover' || inputs.mode === 'retarget';
    const problems: string[] = [];
    if (aims && inputs.target === undefined) problems.push(`target is needed with mode: ${inputs.mode}`);
    if (aims && inputs.target !== undefined) {
      const parsed = parseTarget(inputs.target, inputs.targetValue);
      if ('problem' in parsed) problems.push(`target-value: ${parsed.problem}`);
    }
    if (inputs.exclusive && !['time', 'lsn', 'xid'].includes(inputs.target ?? ''))
      problems.push('exclusive is for the targets time, lsn and xid');
    if (inputs.inPlace && inputs.mode !== 'recover') problems.push('in-place is for mode: recover alone');
    if (inputs.inPlace && inputs.directory !== undefined)
      problems.push('in-place and directory are both given; in place it is production’s own');
    if (!inputs.inPlace && inputs.directory === undefined) problems.push('directory is needed');
    if (inputs.inPlace && inputs.acceptEnd)
      problems.push('accept-end is not for in-place: use the target latest');
    for (const name of ['confirm', 'stopCommand', 'startCommand'] as const)
      if (!inputs.inPlace && inputs[name] !== undefined)
        problems.push(`${name.replace('C', '-c')} is for in-place alone`);
    return problems;
  },
);

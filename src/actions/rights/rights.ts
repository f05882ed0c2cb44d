import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf, UserError } from '../../errors.ts';
import { type EffectivePolicy, type EffectiveStore, isDiscovery } from '../../policy/effective-policy.ts';
import { bucketPolicy, keyPolicy, type Principals } from '../../policy/rights/bucket.ts';
import { databaseRolesSql } from '../../policy/rights/database-roles.ts';
import { trustPolicy } from '../../policy/rights/oidc.ts';
import { bucketPlace, rolePolicy, S3_ROLES } from '../../policy/rights/s3-roles.ts';
import { identifier, literal } from '../../postgres/quote.ts';
import type { ActionContext, ActionResult } from '../../runtime/action.ts';
import { escapeMarkdown, plural } from '../../runtime/format.ts';
import type { InputsOf } from '../../runtime/spec.ts';
import { effectivePolicy } from '../shared/effective.ts';
import type { spec } from './spec.ts';

type Inputs = InputsOf<typeof spec>;

/** One text to hand to somebody, as a file. */
interface Document {
  readonly name: string;
  readonly what: string;
  readonly text: string;
}

/** Writes down what follows from the policy; nobody is asked. */
export async function rights(inputs: Inputs, context: ActionContext): Promise<ActionResult> {
  const policy = await effectivePolicy(inputs, context);
  const names = namesOf(policy, inputs.databases);
  const buckets = [...policy.stores.values()].filter((store) => store.kind === 's3');
  const documents = [
    ...buckets.flatMap((store) => ofStore(policy, store, names, inputs)),
    ...trust(inputs, context),
    ...key(buckets, inputs),
    {
      name: 'database-roles.sql',
      what: 'Roles of the database: psql -X -f database-roles.sql',
      text: databaseRolesSql(policy, names, { identifier: (name) => identifier(name), literal }),
    },
  ];
  if (inputs.directory !== undefined) await write(inputs.directory, documents);
  const title = plural(documents.length, 'document');
  return {
    outputs: {
      verdict: 'ok',
      documents: JSON.stringify(Object.fromEntries(documents.map(({ name, text }) => [name, text]))),
      count: String(documents.length),
    },
    summary: [
      `## ${title}`,
      '',
      ...documents.flatMap(({ name, what, text }) => [
        `<details><summary>${escapeMarkdown(`${name}: ${what}`)}</summary>`,
        '',
        '````',
        text.trimEnd().replaceAll('````', '` ` ` `'),
        '````',
        '',
        '</details>',
        '',
      ]),
    ].join('\n'),
    text: documents.map(({ name, what, text }) => `# ${name}: ${what}\n${text}`).join('\n'),
    json: { documents },
  };
}

function namesOf(policy: EffectivePolicy, given: readonly string[]): readonly string[] {
  if (given.length > 0) return given;
  return isDiscovery(policy.databases) ? [] : policy.databases.map(({ name }) => name);
}

const json = (document: unknown): string => `${JSON.stringify(document, null, 2)}\n`;

function principalsOf(inputs: Inputs): Principals {
  const given = {
    writer: inputs.writerPrincipal,
    restorer: inputs.restorerPrincipal,
    pruner: inputs.prunerPrincipal,
    watcher: inputs.watcherPrincipal,
    administrator: inputs.administratorPrincipal,
  };
  return Object.fromEntries(Object.entries(given).filter(([, arn]) => arn !== undefined));
}

function ofStore(
  policy: EffectivePolicy,
  store: EffectiveStore,
  names: readonly string[],
  inputs: Inputs,
): Document[] {
  const place = bucketPlace(policy, store, names);
  const tls = store.endpoint === undefined || store.endpoint.startsWith('https://');
  // A store that an input gave is named by its location.
  const label = store.name.replace(/[^A-Za-z0-9_-]+/g, '-').replace(/^-|-$/g, '');
  return [
    ...S3_ROLES.map((role) => ({
      name: `${label}-${role}.json`,
      what: `IAM policy of the ${role} of ${store.location}`,
      text: json(rolePolicy(role, place)),
    })),
    {
      name: `${label}-bucket-policy.json`,
      what: `aws s3api put-bucket-policy --bucket ${place.name} --policy file://${label}-bucket-policy.json`,
      text: json(bucketPolicy(place, { principals: principalsOf(inputs), tls })),
    },
  ];
}

/** Needs to know the account and the repository; without them it is left out, and that is said. */
function trust(inputs: Inputs, context: ActionContext): Document[] {
  const name = inputs.repository ?? context.run.repository;
  const { account } = inputs;
  if (account === undefined || name === null || name === undefined) {
    context.log.info('No trust policies: they need `account` and `repository`.');
    return [];
  }
  const own = inputs.repository === undefined || inputs.repository === context.run.repository;
  const repository = {
    name,
    ownerId: inputs.ownerId ?? (own ? context.env['GITHUB_REPOSITORY_OWNER_ID'] : undefined),
    id: inputs.repositoryId ?? (own ? context.env['GITHUB_REPOSITORY_ID'] : undefined),
  };
  if (repository.ownerId === undefined || repository.id === undefined) {
    context.log.warning(
      'The trust policies have the classic subject only: repositories made or renamed since 15 July 2026 need `repository-id` and `owner-id`.',
    );
  }
  return S3_ROLES.map((role) => ({
    name: `trust-${role}.json`,
    what: `Trust policy of the IAM role of the ${role}`,
    text: json(trustPolicy(role, account, repository)),
  }));
}

function key(buckets: readonly EffectiveStore[], inputs: Inputs): Document[] {
  const amazon = buckets.find((store) => store.endpoint === undefined);
  const { account } = inputs;
  if (amazon === undefined || account === undefined) return [];
  return [
    {
      name: 'kms-key-policy.json',
      what: 'Policy of the KMS key, where the bucket encrypts with one',
      text: json(keyPolicy(account, amazon.region ?? '*', principalsOf(inputs))),
    },
  ];
}

async function write(directory: string, documents: readonly Document[]): Promise<void> {
  try {
    await mkdir(directory, { recursive: true });
    for (const { name, text } of documents) await writeFile(join(directory, name), text);
  } catch (cause) {
    throw new UserError('PBA-INPUT', `The documents cannot be written to ${directory}: ${messageOf(cause)}`, {
      cause,
      hint: 'Give a directory that this user may write to.',
    });
  }
}

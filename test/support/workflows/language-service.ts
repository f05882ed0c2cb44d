import { registerHooks } from 'node:module';
import type { ActionMetadata } from '@actions/languageservice/action';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { ACTIONS } from '../../../src/main.ts';
import { outputsOf } from '../../../src/runtime/spec.ts';
import { PINS } from './pins.ts';

/** The packages import JSON without saying that it is, which Node refuses. */
registerHooks({
  load: (url, context, next) =>
    next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context),
});
const { validate } = await import('@actions/languageservice');

/** It remembers a document by its name, so every document gets another one. */
let documents = 0;

/**
 * What GitHub's own editor service says about a workflow. It asks for the metadata of actions `owner/repo/path@ref` only: a
 * local one (`./backup`) is named as ours first.
 */
export async function languageServiceProblems(path: string, text: string): Promise<string[]> {
  const named = text.replace(
    /uses: \.\/(?!\.github)([a-z-]+)/g,
    'uses: ticketz/postgres-backup-actions/$1@v1',
  );
  const document = TextDocument.create(`file:///${documents++}/${path}`, 'yaml', 1, named);
  const diagnostics = await validate(document, {
    actionsMetadataProvider: {
      fetchActionMetadata: async ({ owner, name, path: folder }) => {
        const repository = `${owner}/${name}`;
        if (repository === 'ticketz/postgres-backup-actions') return ours(folder ?? 'backup');
        return others(folder ? `${repository}/${folder}` : repository);
      },
    },
  });
  return diagnostics.map(({ message, range }) => `${path}:${range.start.line + 1}: ${message}`);
}

function ours(name: string): ActionMetadata | undefined {
  const spec = ACTIONS[name]?.spec;
  if (spec === undefined) return undefined;
  const inputs = Object.entries(spec.inputs).map(([input, { description, required }]) => [
    input,
    { description, required: required ?? false },
  ]);
  return {
    name: spec.title,
    description: spec.description,
    inputs: Object.fromEntries(inputs),
    outputs: outputsOf(spec),
  };
}

function others(name: string): ActionMetadata | undefined {
  const pin = PINS[name];
  if (pin === undefined) return undefined;
  const described = (names: readonly string[]): Record<string, { description: string }> =>
    Object.fromEntries(names.map((entry) => [entry, { description: entry }]));
  return { name, description: name, inputs: described(pin.inputs), outputs: described(pin.outputs) };
}

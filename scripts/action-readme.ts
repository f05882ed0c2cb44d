import { stringify } from 'yaml';
import type { ActionSpec, InputSpec } from '../src/runtime/action-spec.ts';
import { cliExample, groups } from '../src/runtime/cli-help.ts';
import { type Markdown, markdownTable } from '../src/runtime/format.ts';
import { allowed } from '../src/runtime/read-value.ts';
import { outputsOf } from '../src/runtime/spec.ts';

const REPOSITORY = 'ticketz/postgres-backup-actions';

/**
 * The README of an action: what stands between the markers is generated, everything else is left as it is in
 * `existing`. Without `existing` it is a skeleton.
 * @throws Error when a marker of an existing README is missing
 */
export function actionReadme(spec: ActionSpec, existing: string | undefined): string {
  const sections = {
    head: head(spec),
    usage: usage(spec),
    inputs: inputs(spec),
    outputs: outputs(spec),
    cli: cli(spec),
  };
  return Object.entries(sections).reduce(
    (readme, [name, content]) => fill(readme, name, content, spec),
    existing ?? skeleton(),
  );
}

function skeleton(): string {
  const section = (name: string): string => `${startMarker(name)}\n${endMarker(name)}`;
  return `${section('head')}

## Usage

${section('usage')}

## Inputs

${section('inputs')}

## Outputs

${section('outputs')}

## When it fails

The step fails, the reason stands in an annotation and in the job summary, and the output \`error-code\` has a
stable code to branch on. All codes are in [docs/errors.md](../docs/errors.md).

## Without GitHub

${section('cli')}
`;
}

function startMarker(name: string): string {
  return `<!-- generated:${name}: by \`npm run generate\`, do not edit -->`;
}

function endMarker(name: string): string {
  return `<!-- /generated:${name} -->`;
}

function fill(readme: string, name: string, content: string, spec: ActionSpec): string {
  const start = readme.indexOf(startMarker(name));
  const end = readme.indexOf(endMarker(name));
  if (start < 0 || end < start) throw new Error(`${spec.name}/README.md has no markers for ${name}.`);
  const before = readme.slice(0, start + startMarker(name).length);
  return `${before}\n${content}\n${readme.slice(end)}`;
}

function head(spec: ActionSpec): string {
  return [`# ${spec.title}`, spec.description, ...(spec.body === undefined ? [] : [spec.body])].join('\n\n');
}

function usage(spec: ActionSpec): string {
  const values = Object.entries(spec.example).map(([name, value]) => {
    const input = spec.inputs[name];
    if (input?.kind === 'secret') return [name, `\${{ secrets.${value} }}`];
    return [name, input?.kind === 'integer' ? Number(value) : value];
  });
  const step = { uses: `${REPOSITORY}/${spec.name}@v1`, with: Object.fromEntries(values) };
  return fence('yaml', stringify([step], { lineWidth: 0 }).trimEnd());
}

function inputs(spec: ActionSpec): string {
  const columns = [{ title: 'Input' }, { title: 'What it is' }, { title: 'Allowed' }, { title: 'Default' }];
  const tables = [...groups(spec)].map(([group, entries]) =>
    [
      `### ${group}`,
      markdownTable(
        columns,
        entries.map(([name, input]) => [
          { markdown: `\`${name}\`` },
          { markdown: input.description },
          allowedCell(input),
          defaultCell(input),
        ]),
        { maxRows: Number.POSITIVE_INFINITY },
      ),
    ].join('\n\n'),
  );
  return tables.join('\n\n');
}

/** Kinds that take nearly anything are named; the rest says exactly what it accepts. */
function allowedCell(input: InputSpec): string {
  const plain = input.kind === 'string' || input.kind === 'secret' || input.kind === 'path';
  if (plain && input.patternHint === undefined) return input.kind === 'path' ? 'a path' : 'text';
  return allowed(input);
}

function defaultCell(input: InputSpec): Markdown {
  if (input.required) return { markdown: '**required**' };
  return input.default === undefined ? { markdown: '' } : { markdown: `\`${input.default}\`` };
}

function outputs(spec: ActionSpec): string {
  const rows = Object.entries(outputsOf(spec)).map(([name, output]) => [
    { markdown: `\`${name}\`` },
    { markdown: output.description },
  ]);
  return markdownTable([{ title: 'Output' }, { title: 'What it is' }], rows);
}

function cli(spec: ActionSpec): string {
  const text = `\`node dist/cli.js ${spec.name} --help\` shows the same inputs as flags.`;
  return `${fence('sh', cliExample(spec).join('\n'))}\n\n${text}`;
}

function fence(language: string, content: string): string {
  return `\`\`\`${language}\n${content}\n\`\`\``;
}

import { stringify } from 'yaml';
import type { ActionSpec } from '../src/runtime/action-spec.ts';
import { outputsOf } from '../src/runtime/spec.ts';

/**
 * The `action.yml` of an action. `entryPoints` is the folder of `index.js` and `post.js` as seen from the
 * folder of the `action.yml`.
 */
export function actionYml(spec: ActionSpec, entryPoints: string, extension: 'js' | 'ts' = 'js'): string {
  const inputs = Object.entries(spec.inputs).map(([name, input]) => [
    name,
    {
      description: input.description,
      required: input.required ?? false,
      ...(input.default === undefined ? {} : { default: input.default }),
    },
  ]);
  const action = {
    name: spec.title,
    description: spec.description,
    author: 'ticketz',
    branding: spec.branding,
    inputs: Object.fromEntries(inputs),
    outputs: outputsOf(spec),
    runs: {
      using: 'node24',
      main: `${entryPoints}/index.${extension}`,
      post: `${entryPoints}/post.${extension}`,
      'post-if': 'always()',
    },
  };
  const source = `src/actions/${spec.name}/spec.ts`;
  return `# Generated from ${source} by \`npm run generate\`. Do not edit.\n${stringify(action, { lineWidth: 110 })}`;
}

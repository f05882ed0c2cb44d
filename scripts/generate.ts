/**
 * Writes everything that follows from the specs: action.yml files, tables in READMEs, docs/errors.md, docs/licences.md and
 * docs/policy.md, policy.schema.json, version.ts.
 * With `--check` it writes nothing, names the files that differ, and exits with 1 if there are any.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ACTIONS } from '../src/main.ts';
import { actionReadme } from './action-readme.ts';
import { actionYml } from './action-yml.ts';
import { errorsDoc } from './errors-doc.ts';
import { licencesDoc } from './licences-doc.ts';
import { policyDoc } from './policy-doc.ts';
import { policySchema } from './policy-schema.ts';

const ROOT = join(import.meta.dirname, '..');

/** The action that `uses: owner/repository@v1` without a folder means. */
const ROOT_ACTION = 'backup';

function read(root: string, path: string): string | undefined {
  return existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined;
}

function versionFile(): string {
  const { version } = JSON.parse(read(ROOT, 'package.json') ?? '{}') as { version: string };
  return [
    '/** The version of this toolkit; `package.json` is the source, `npm run generate` writes it here. */',
    `export const VERSION = '${version}';\n`,
  ].join('\n');
}

/** What each generated file below `root` has to be; prose that stands in READMEs there already is kept. */
function generatedFiles(root: string): Map<string, string> {
  const files = new Map<string, string>();
  files.set('src/version.ts', versionFile());
  files.set('docs/errors.md', errorsDoc());
  files.set('docs/licences.md', licencesDoc());
  files.set('docs/policy.md', policyDoc(read(root, 'docs/policy.md')));
  files.set('policy.schema.json', policySchema());
  for (const { spec } of Object.values(ACTIONS)) {
    files.set(`${spec.name}/action.yml`, actionYml(spec, `../dist/${spec.name}`));
    files.set(`${spec.name}/README.md`, actionReadme(spec, read(root, `${spec.name}/README.md`)));
    if (spec.name === ROOT_ACTION) files.set('action.yml', actionYml(spec, `dist/${spec.name}`));
  }
  return files;
}

/** Paths of the generated files below `root` that are not what they have to be. */
export function outdatedFiles(root = ROOT): string[] {
  return [...generatedFiles(root)]
    .filter(([path, content]) => read(root, path) !== content)
    .map(([path]) => path);
}

if (import.meta.main) {
  const outdated = outdatedFiles();
  if (process.argv.includes('--check')) {
    for (const path of outdated) console.error(`${path} is not what \`npm run generate\` would write.`);
    process.exitCode = outdated.length === 0 ? 0 : 1;
  } else {
    const files = generatedFiles(ROOT);
    for (const path of outdated) {
      mkdirSync(dirname(join(ROOT, path)), { recursive: true });
      writeFileSync(join(ROOT, path), files.get(path) ?? '');
      console.log(`wrote ${path}`);
    }
  }
}

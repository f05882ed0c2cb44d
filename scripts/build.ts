/**
 * Builds what is shipped: src/ -> build/ (tsc) -> dist/ (ncc), one bundle that all actions share, with chunks that are
 * loaded when they are needed, and a stub per action. The same sources and packages give the same bytes.
 *
 * As a script: node scripts/build.ts
 */
import { existsSync, readdirSync } from 'node:fs';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { installed, mustRun, ROOT } from './run-program.ts';

/** The actions: every folder of src/actions with a spec. */
export function actionNames(): readonly string[] {
  const actions = join(ROOT, 'src/actions');
  return readdirSync(actions)
    .filter((name) => existsSync(join(actions, name, 'spec.ts')))
    .sort();
}

/**
 * Builds into `out`, which is emptied first: ncc does not remove the chunks of an earlier build. The JavaScript in between
 * always lies in build/, because ncc's numbers for modules depend on where they are.
 */
export async function buildDist(out: string): Promise<void> {
  const build = join(ROOT, 'build');
  await rm(build, { recursive: true, force: true });
  await mustRun(installed('tsc'), ['-p', 'tsconfig.build.json']);
  await rm(out, { recursive: true, force: true });
  const options = ['--quiet', '--no-cache', '--no-source-map-register', '--target', 'es2024'];
  await mustRun(installed('ncc'), [
    'build',
    'build/main.js',
    '--out',
    out,
    '--license',
    'licenses.txt',
    ...options,
  ]);
  await packChunks(out);

  await writeFile(join(out, 'package.json'), '{ "type": "module" }\n');
  // A runner starts a file and does not say which action.yml named it, so each action has a file of its own.
  for (const name of actionNames()) {
    await mkdir(join(out, name), { recursive: true });
    for (const [file, phase] of [
      ['index.js', 'main'],
      ['post.js', 'post'],
    ]) {
      const stub = `import { start } from '../index.js';\n\nawait start('${name}', '${phase}');\n`;
      await writeFile(join(out, name, file ?? ''), stub);
    }
  }
  const cli = join(out, 'cli.js');
  await writeFile(
    cli,
    "#!/usr/bin/env node\nimport { cli } from './index.js';\n\nawait cli(process.argv.slice(2));\n",
  );
  await chmod(cli, 0o755);
}

/**
 * Takes comments and blanks out of the chunks: most of them are packages, and every job downloads them. Names stay, so that
 * a stack trace still says where. The licences are in licenses.txt.
 */
async function packChunks(out: string): Promise<void> {
  for (const name of readdirSync(out).filter((file) => /^\d+\.index\.js$/.test(file))) {
    const path = join(out, name);
    const { code } = await transform(await readFile(path, 'utf8'), {
      format: 'esm',
      target: 'es2024',
      minifyWhitespace: true,
      legalComments: 'none',
    });
    await writeFile(path, code);
  }
}

if (import.meta.main) await buildDist(join(ROOT, 'dist'));

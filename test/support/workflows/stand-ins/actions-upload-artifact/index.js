// GitHub's artifact service cannot be reached here: an artifact is a folder.
const { cpSync, existsSync, mkdirSync } = require('node:fs');
const { basename, join, resolve } = require('node:path');

const input = (name) => process.env[`INPUT_${name.toUpperCase()}`] ?? '';
const paths = input('path')
  .split('\n')
  .map((path) => path.trim())
  .filter((path) => path !== '');
const found = paths.map((path) => resolve(process.env.GITHUB_WORKSPACE, path)).filter(existsSync);
if (found.length === 0) {
  const level = input('if-no-files-found');
  console.log(`::${level === 'error' ? 'error' : 'warning'}::No files were found with the path: ${paths}.`);
  process.exit(level === 'error' ? 1 : 0);
}
const folder = join(process.env.STAND_IN_ARTIFACTS, input('name'));
mkdirSync(folder, { recursive: true });
for (const path of found) cpSync(path, join(folder, basename(path)), { recursive: true });

/**
 * Prints the section of CHANGELOG.md about a version.
 *
 * As a script: node scripts/release-notes.ts v1.2.3
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './run-program.ts';

/** @throws Error when the changelog says nothing about the version */
export function releaseNotes(changelog: string, tag: string): string {
  const version = tag.replace(/^v/, '');
  const sections = changelog.split(/^## /m).slice(1);
  const section = sections.find((text) => text.split(/[\s,]/, 1)[0] === version);
  const notes = section?.slice(section.indexOf('\n')).trim() ?? '';
  if (notes === '') throw new Error(`CHANGELOG.md says nothing about ${version}.`);
  return notes;
}

if (import.meta.main) {
  console.log(releaseNotes(readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8'), process.argv[2] ?? ''));
}

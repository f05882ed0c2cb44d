/**
 * Checks the sources: types, lint and format, dead code, generated files. All checks run even when one fails.
 *
 * As a script: node scripts/check.ts
 */
import { closingLine, isGood } from './counts.ts';
import { installed, runProgram } from './run-program.ts';

interface Check {
  readonly name: string;
  readonly file: string;
  readonly args: readonly string[];
}

const CHECKS: readonly Check[] = [
  { name: 'types', file: installed('tsc'), args: ['--noEmit'] },
  { name: 'lint and format', file: installed('biome'), args: ['check', '--error-on-warnings'] },
  { name: 'dead code and dependencies', file: installed('knip'), args: ['--no-progress'] },
  { name: 'generated files', file: process.execPath, args: ['scripts/generate.ts', '--check'] },
];

let passed = 0;
for (const { name, file, args } of CHECKS) {
  const from = performance.now();
  const code = await runProgram(file, args);
  const seconds = ((performance.now() - from) / 1000).toFixed(1);
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'}  ${name} (${seconds} s)\n`);
  if (code === 0) passed++;
}
const counts = { passed, failed: CHECKS.length - passed, skipped: 0 };
console.log(closingLine(counts));
process.exitCode = isGood(counts) ? 0 : 1;

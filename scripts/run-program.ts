import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The folder that package.json is in. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The file of a program that npm installed, such as `tsc`. */
export function installed(name: string): string {
  return `${ROOT}node_modules/.bin/${name}`;
}

/** Runs a program in the project's folder, shows what it says, and resolves with its exit code (1 after a signal). */
export async function runProgram(file: string, args: readonly string[]): Promise<number> {
  const child = spawn(file, [...args], { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] });
  return await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/** Like `runProgram`, but anything other than exit code 0 is an error. */
export async function mustRun(file: string, args: readonly string[]): Promise<void> {
  const code = await runProgram(file, args);
  if (code !== 0) {
    throw new Error(
      `${file.slice(file.lastIndexOf('/') + 1)} ${args.join(' ')} ended with exit code ${code}.`,
    );
  }
}

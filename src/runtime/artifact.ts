import { dirname } from 'node:path';
import { messageOf, ToolError } from '../errors.ts';

/** Whether this run can keep files with itself: on a runner of GitHub, not on a terminal. */
export function hasArtifacts(): boolean {
  return Boolean(process.env['ACTIONS_RUNTIME_TOKEN'] && process.env['ACTIONS_RESULTS_URL']);
}

/**
 * Keeps files with the run, as one artifact that everybody who may read the repository can download. The name has to be new
 * in the run; files lie in one folder, and have their names in the artifact.
 * @throws ToolError PBA-GITHUB
 */
export async function uploadArtifact(name: string, paths: readonly string[]): Promise<void> {
  const [first] = paths;
  if (first === undefined) throw new Error('an artifact needs a file');
  try {
    // Two thirds of all code, so only when it is needed.
    const { default: client } = await import('@actions/artifact');
    await client.uploadArtifact(name, [...paths], dirname(first));
  } catch (error) {
    throw new ToolError('PBA-GITHUB', `The artifact ${name} could not be stored: ${messageOf(error)}`, {
      cause: error,
      hint: 'Names are unique within a run: give the input `artifact` when this action runs more than once in it.',
    });
  }
}

import { basename, dirname } from 'node:path';
import { messageOf, StoreError } from '../errors.ts';
import type { UploadedArtifact } from './action.ts';

/**
 * Uploads one file as an artifact of this run, as it is: a browser opens it without unpacking. The package is most of all
 * code of the bundle, so it is loaded here and only when a file is uploaded.
 * @throws StoreError PBA-ARTIFACT
 */
export async function uploadArtifact(name: string, path: string): Promise<UploadedArtifact> {
  try {
    const { DefaultArtifactClient } = await import('@actions/artifact');
    const { id } = await new DefaultArtifactClient().uploadArtifact(name, [path], dirname(path));
    if (id === undefined) throw new Error('the service gave it no id');
    return { id: String(id) };
  } catch (error) {
    throw new StoreError(
      'PBA-ARTIFACT',
      `${basename(path)} could not be uploaded as artifact ${name}: ${messageOf(error)}.`,
      {
        cause: error,
        hint: 'Names are unique within a run: jobs of a matrix each need one of their own.',
      },
    );
  }
}

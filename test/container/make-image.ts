import { containerRootfs } from '../../scripts/container-image.ts';
import { findServerPrograms } from '../support/postgres.ts';

/** Makes the file system of the image once, before the files that run beside each other want it. */
export default async function makeImage(): Promise<void> {
  const { major } = findServerPrograms();
  const signal = AbortSignal.timeout(900_000);
  await containerRootfs({ major, signal, say: (sentence) => console.log(sentence) });
}

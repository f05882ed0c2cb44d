import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { extract, pack } from 'tar-stream';

/** One file of a pg_dump directory in a tar. */
export interface Member {
  readonly name: string;
  readonly data: Buffer;
}

export async function readMembers(tar: Buffer): Promise<Member[]> {
  const members: Member[] = [];
  const reader = extract();
  Readable.from([tar]).pipe(reader as unknown as NodeJS.WritableStream);
  for await (const entry of reader) {
    members.push({ name: entry.header.name, data: await buffer(entry as unknown as Readable) });
  }
  return members;
}

export async function writeMembers(members: readonly Member[]): Promise<Buffer> {
  const tar = pack();
  for (const { name, data } of members) tar.entry({ name, mode: 0o600, mtime: new Date(0) }, data);
  tar.finalize();
  return buffer(tar as unknown as Readable);
}

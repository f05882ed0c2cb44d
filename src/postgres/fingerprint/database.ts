import type {
  DigestAlgorithm,
  Fingerprint,
  FingerprintDepth,
} from '../../catalog/fingerprint/fingerprint.ts';
import { mergeSequences } from '../../catalog/fingerprint/fingerprint.ts';
import { readingsOf } from '../../catalog/fingerprint/row-reading.ts';
import { type Client, openSession } from '../client.ts';
import { readRoles } from '../roles.ts';
import { closeAll } from '../snapshot.ts';
import { fingerprintTables, readProbe } from './fingerprint.ts';
import { fingerprintLargeObjects } from './large-objects.ts';
import { readSchemaObjects } from './schema-objects.ts';
import { readSequences } from './sequences.ts';
import { listTables } from './tables.ts';

export interface FingerprintDatabaseOptions {
  readonly depth: FingerprintDepth;
  readonly algorithm: DigestAlgorithm;
  /** False for a copy that was restored without rows. */
  readonly rows: boolean;
  /** Whether the roles of the cluster belong to it: on a server of its own, not on a staging server. */
  readonly roles: boolean;
  /** The fingerprint this one will be compared with: every table is read as it was read there. */
  readonly like?: Fingerprint;
  /** Sessions at the same time. */
  readonly jobs: number;
  /** Tables done, and how many there are. */
  readonly onTable?: (done: number, total: number) => void;
}

/** The fingerprint of a whole database that nobody else changes, such as a restored copy. */
export async function fingerprintDatabase(
  client: Client,
  options: FingerprintDatabaseOptions,
): Promise<Fingerprint> {
  const { depth, algorithm, rows } = options;
  const first = await openSession(client);
  const sessions = [first];
  try {
    for (let index = 1; index < options.jobs; index += 1) sessions.push(await openSession(client));
    const listing = await listTables(first);
    let done = 0;
    const onTable = (): void => options.onTable?.(++done, listing.tables.length);
    const sequences = rows ? await readSequences(first) : [];
    const schema = await readSchemaObjects(first);
    return {
      version: 1,
      serverMajor: client.installation.major,
      probe: await readProbe(first, algorithm),
      depth,
      algorithm,
      tables: rows
        ? await fingerprintTables(sessions, listing.tables, {
            depth,
            algorithm,
            onTable,
            ...(options.like === undefined ? {} : { reading: readingsOf(options.like) }),
          })
        : [],
      sequences: mergeSequences(sequences, sequences),
      largeObjects: rows ? await fingerprintLargeObjects(first, { depth, algorithm }) : null,
      objects: options.roles ? [...schema.objects, ...(await readRoles(first))] : schema.objects,
      notHeld: [...listing.notHeld, ...schema.notHeld],
    };
  } finally {
    await closeAll(sessions);
  }
}

/**
 * Every error code of the toolkit, with what it means. `docs/errors.md` is generated from this table, and a
 * code that is not here cannot be thrown (it would not compile).
 *
 * Codes are stable: workflows branch on the `error-code` output. A code is never renamed or reused.
 */
export const ERROR_CODES = {
  // What the user gave us is not right.
  'PBA-INPUT': 'One or more inputs are missing, unknown, malformed or contradict each other.',
  'PBA-POLICY': 'backup-policy.yml is malformed or has values out of range.',
  'PBA-TARGET-IS-SOURCE': 'The target of a restore is the database the backup came from.',
  'PBA-TARGET-EXISTS': 'The database that a restore was to make exists already.',
  'PBA-TARGET-OLD': 'The target server has an older major version than the source.',
  'PBA-TARGET-ROLES': 'The target server lacks roles that the set needs.',
  'PBA-TARGET-PRODUCTION':
    'The policy marks the database as production, so nothing may write into it but a swap.',
  'PBA-DUMP-FORMAT': 'A file that was to be restored is no dump of one database that pg_dump wrote.',
  'PBA-DUMP-REFUSED': 'A plain dump tries to do more than fill the database it is restored into.',
  'PBA-DOWNLOAD': 'A file could not be fetched from the address that was given.',
  'PBA-OTHER-LINEAGE': 'The set was made from another database than the one it would stand beside.',
  'PBA-SET-NOT-FOUND': 'No backup set matches the request in this store.',
  'PBA-SET-BEING-PRUNED': 'The set is being deleted by another run.',
  'PBA-PRUNE-PLAN-CHANGED': 'The plan that was to be applied is no longer the plan: the catalog has changed.',
  'PBA-KEY-UNREADABLE': 'An age identity or recipient cannot be read or is not a key.',
  'PBA-KEY-MISSING': 'The set is encrypted and no identity was given.',
  'PBA-CONFIRM': 'A destructive step was not confirmed with the exact word it asks for.',
  // PostgreSQL and its programs.
  'PBA-TOOL-MISSING': 'A program that is needed is not installed.',
  'PBA-TOOL-FAILED': 'A program ended with an error that has no code of its own.',
  'PBA-TOOL-KILLED': 'A program was ended by a signal.',
  'PBA-TOOL-TIMEOUT': 'A program or a wait exceeded its time limit.',
  'PBA-PG-UNREACHABLE': 'The PostgreSQL server cannot be reached.',
  'PBA-PG-AUTH': 'PostgreSQL refused the user or the password.',
  'PBA-PG-NO-DATABASE': 'The database does not exist.',
  'PBA-PG-CLIENT-OLD': 'No installed PostgreSQL client is new enough for the server.',
  'PBA-PG-NO-SERVER-BINARIES': 'No PostgreSQL server of the needed major version is installed here.',
  'PBA-PG-PERMISSION': 'The role may not read everything that has to be backed up.',
  'PBA-PG-RLS': 'Row-level security would hide rows from the backup role.',
  'PBA-PG-LOCK-TIMEOUT': 'A lock was not granted in time; the backup did not queue behind it.',
  'PBA-PG-LOCK-ROOM':
    'The server’s table of locks is full: max_locks_per_transaction is too small for so many tables.',
  'PBA-PG-STALLED': 'A dump stood still for too long, although it waited for no lock.',
  'PBA-PG-BUSY': 'Another backup of the same database is running.',
  'PBA-PG-SNAPSHOT': 'The exported snapshot was lost before everything was read.',
  'PBA-PG-QUERY': 'PostgreSQL refused a query.',
  'PBA-PG-NO-SUCH-TABLE': 'A table pattern matches nothing.',
  'PBA-PG-SCRATCH': 'The scratch server could not be made, started or stopped.',
  'PBA-PG-RESTORE': 'pg_restore reported errors.',
  'PBA-ERASURE':
    'An entry of the erasure ledger could not be replayed, so the restored database is not to be used.',
  'PBA-RESCUE-KEY': 'Rows of a table cannot be told apart, because it has no primary key on both sides.',
  'PBA-RESCUE-REFUSED': 'A repair did not fit what it found, and was rolled back: nothing was changed.',
  'PBA-SWAP-REFUSED':
    'The preflight of a swap found something that has to be mended first; nothing was changed.',
  'PBA-SWAP-FAILED': 'A swap did not come about; the message says which database serves.',
  'PBA-SWAP-COMMAND': 'A command before or after a swap failed.',
  // Migrations.
  'PBA-GATE-FORK':
    'The pull request comes from a fork, or from an event that may carry code of strangers: nothing of it is run.',
  'PBA-GATE-ISOLATION': 'The migration cannot be kept apart from this machine, so it was not run.',
  'PBA-GATE-BLOCKED': 'The trial of a migration found what the policy blocks.',
  'PBA-GATE-NO-COMMAND': 'No command is known that would run the migrations.',
  'PBA-GATE-COMMAND': 'The command that was run while backups were kept away failed.',
  'PBA-GATE-LOCK-LOST':
    'The lock that kept backups away from a migration was lost before the migration ended.',
  'PBA-GITHUB': 'GitHub’s API cannot be reached, or refused a request.',
  'PBA-CONTAINER': 'The container that was named cannot be used.',
  // pgBackRest: physical backups and WAL.
  'PBA-ENGINE-OLD': 'The installed pgBackRest is too old.',
  'PBA-ENGINE-USER':
    'pgBackRest cannot run as the owner of the cluster, or finds files that belong to somebody else.',
  'PBA-ENGINE-CONFIG': 'The configuration of pgBackRest is missing, refused, or not that of the policy.',
  'PBA-ENGINE-BUSY': 'Another command of pgBackRest holds the lock of the stanza.',
  'PBA-ENGINE-FAILED': 'pgBackRest ended with an error that has no code of its own.',
  'PBA-ENGINE-OUTPUT': 'pgBackRest answered in a way that is not understood.',
  'PBA-REPO-UNREACHABLE': 'A repository of pgBackRest cannot be reached or read.',
  'PBA-REPO-KEY': 'A repository of pgBackRest cannot be decrypted with the key that was given.',
  'PBA-REPO-DAMAGED': 'A repository of pgBackRest holds damaged files.',
  'PBA-STANZA-MISSING': 'A repository has no such stanza.',
  'PBA-STANZA-OTHER-CLUSTER': 'The stanza belongs to another cluster.',
  'PBA-WAL-SETUP': 'The server does not archive WAL as the policy wants it.',
  'PBA-WAL-STUCK': 'WAL is not archived in time.',
  'PBA-RPO-BROKEN': 'More could be lost now than the recovery point objective allows.',
  'PBA-WAL-GAP': 'WAL is missing between a base backup and now.',
  'PBA-PITR-TARGET': 'The target of a recovery lies outside of what the repositories can bring back.',
  'PBA-PITR-FAILED': 'The server that recovers could not start, did not reach its target, or ended.',
  'PBA-PITR-STATE': 'A directory is no kept recovery, is in use, or is not in the state that is needed.',
  'PBA-BACKUP-PAGES': 'Pages of the cluster failed their checksum while they were copied.',
  // Stores.
  'PBA-STORE-UNREACHABLE': 'The store cannot be reached.',
  'PBA-STORE-AUTH': 'The store refused the credentials.',
  'PBA-STORE-NO-BUCKET': 'The bucket does not exist.',
  'PBA-STORE-NOT-FOUND': 'An object that has to be there is missing.',
  'PBA-STORE-EXISTS': 'An object that must be new exists already.',
  'PBA-STORE-FULL': 'No space left where the data has to go.',
  'PBA-STORE-LOCK': 'The store does not lock or hold objects as it was asked to.',
  'PBA-STORE-PERMISSION': 'The store refused the operation.',
  'PBA-STORE-FAILED': 'The store failed in a way that has no code of its own.',
  'PBA-STORE-BUSY': 'Another run is deleting sets in the same place.',
  'PBA-LIFECYCLE':
    'The lifecycle rules of a bucket are not as the policy wants them, or one deletes sets by age.',
  'PBA-SET-ARCHIVED': 'The set lies in an archive storage class and has to be fetched before it can be read.',
  'PBA-RUNBOOK': 'The sets are stored, but RUNBOOK.md beside them could not be brought up to date.',
  'PBA-STORE-PARTIAL': 'At least one store does not have the set, although another has.',
  // The data is not what the manifest says.
  'PBA-MANIFEST-INVALID': 'A manifest is not JSON, has wrong fields or does not match its own digest.',
  'PBA-MANIFEST-NEWER': 'A manifest was written by a newer version of this toolkit.',
  'PBA-OBJECT-DAMAGED': 'Stored bytes differ from what the manifest recorded.',
  'PBA-DECRYPT': 'An object cannot be decrypted.',
  'PBA-ARCHIVE-DAMAGED': 'The archive cannot be decoded or does not hold what the manifest says.',
  'PBA-PROOF-FAILED': 'The restored database differs from what was recorded at the moment of the dump.',
  'PBA-PHYSICAL': 'Pages or indexes of the restored copy are damaged.',
  'PBA-ASSERTION': 'An assertion of the policy does not hold in the restored copy.',
  // Objectives.
  'PBA-DRIFT': 'Production has lost rows since the set was made, more than the tolerance allows.',
  'PBA-STATUS': 'By what the stores hold, an objective is broken or at risk.',
  'PBA-RTO-BROKEN': 'The restore took longer than the RTO allows.',
  'PBA-PRUNE-REFUSED': 'Pruning would break a floor, so nothing was deleted.',
  'PBA-DOCTOR': 'The preflight found something that has to be mended.',
  // Telling people and monitors.
  'PBA-NOTIFY': 'Somebody who had to be told could not be, or it cannot be remembered that they were.',
  'PBA-METRICS': 'The figures could not be handed to the monitoring.',
  // The run itself.
  'PBA-DISK-FULL': 'No space left on the local disk.',
  'PBA-LOCAL-FILE': 'The operating system refused a local file, or its disk reported an error.',
  'PBA-CANCELLED': 'The run was cancelled; everything it had started was ended.',
  'PBA-INTERNAL': 'A defect of this toolkit. Please report it.',
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

import type { PropertyChange } from '../../catalog/swap/properties.ts';
import { settingSql } from '../database-sql.ts';
import { identifier, literal } from '../quote.ts';

/** The statements that make one change to a database; all of them may run inside a transaction. */
export function changeSql(database: string, change: PropertyChange): string[] {
  const target = identifier(database);
  switch (change.kind) {
    case 'owner':
      return [`alter database ${target} owner to ${identifier(change.owner)}`];
    case 'comment':
      return [commentSql(database, change.comment)];
    case 'connection limit':
      return [`alter database ${target} connection limit ${change.limit}`];
    case 'template':
      return [`alter database ${target} is_template ${change.template}`];
    case 'grants':
      return [
        ...change.revokeFrom.map((grantee) => `revoke all on database ${target} from ${roleName(grantee)}`),
        ...change.grants.map(
          ({ grantee, privilege, grantable }) =>
            `grant ${privilege} on database ${target} to ${roleName(grantee)}${grantable ? ' with grant option' : ''}`,
        ),
      ];
    case 'set':
      return [`${alter(target, change.role)} ${settingSql(change.entry)}`];
    case 'reset':
      return [`${alter(target, change.role)} reset ${identifier(...change.name.split('.'))}`];
  }
}

export function commentSql(database: string, comment: string | null): string {
  return `comment on database ${identifier(database)} is ${comment === null ? 'null' : literal(comment)}`;
}

function alter(target: string, role: string | null): string {
  return role === null ? `alter database ${target}` : `alter role ${identifier(role)} in database ${target}`;
}

function roleName(grantee: string | null): string {
  return grantee === null ? 'public' : identifier(grantee);
}

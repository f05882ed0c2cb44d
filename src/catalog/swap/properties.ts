import { isMarkSetting } from './restored-mark.ts';

/**
 * What belongs to the name of a database and not to its data: it stays with the name when another database gets it.
 */
export interface NamedProperties {
  readonly owner: string;
  readonly comment: string | null;
  /** -1: no limit. */
  readonly connectionLimit: number;
  readonly template: boolean;
  /** Who may do what, PostgreSQL's defaults written out. `grantee` null: everybody. */
  readonly grants: readonly DatabaseGrant[];
  readonly settings: readonly RoleSettings[];
}

export interface DatabaseGrant {
  readonly grantee: string | null;
  readonly privilege: string;
  readonly grantable: boolean;
}

/** ALTER DATABASE … SET, and with a role ALTER ROLE … IN DATABASE … SET; entries are `name=value`. */
export interface RoleSettings {
  readonly role: string | null;
  readonly entries: readonly string[];
}

export type PropertyChange =
  | { readonly kind: 'owner'; readonly owner: string }
  | { readonly kind: 'comment'; readonly comment: string | null }
  | { readonly kind: 'connection limit'; readonly limit: number }
  | { readonly kind: 'template'; readonly template: boolean }
  | {
      readonly kind: 'grants';
      /** Everything is taken from these first. */
      readonly revokeFrom: readonly (string | null)[];
      readonly grants: readonly DatabaseGrant[];
    }
  | { readonly kind: 'set'; readonly role: string | null; readonly entry: string }
  | { readonly kind: 'reset'; readonly role: string | null; readonly name: string };

/**
 * The changes that give `to` the properties of `from`, and no others: a role that may not set a parameter can still
 * swap when the restored database has it already. The owner comes first, because grants are its.
 */
export function propertyChanges(from: NamedProperties, to: NamedProperties): PropertyChange[] {
  const changes: PropertyChange[] = [];
  if (from.owner !== to.owner) changes.push({ kind: 'owner', owner: from.owner });
  if (from.owner !== to.owner || grantsText(from) !== grantsText(to)) {
    const grantees = [...to.grants.map((grant) => grant.grantee), null, from.owner, to.owner];
    changes.push({ kind: 'grants', revokeFrom: [...new Set(grantees)], grants: from.grants });
  }
  changes.push(...settingChanges(from.settings, to.settings));
  if (from.connectionLimit !== to.connectionLimit) {
    changes.push({ kind: 'connection limit', limit: from.connectionLimit });
  }
  if (from.template !== to.template) changes.push({ kind: 'template', template: from.template });
  if (from.comment !== to.comment) changes.push({ kind: 'comment', comment: from.comment });
  return changes;
}

function grantsText(properties: NamedProperties): string {
  const lines = properties.grants.map((grant) =>
    JSON.stringify([grant.grantee, grant.privilege, grant.grantable]),
  );
  // One right can be granted by several grantors; only that it is granted counts.
  return [...new Set(lines)].sort().join('\n');
}

/** Marks of a restore go, and none comes: they are about the data that was under another name. */
function settingChanges(from: readonly RoleSettings[], to: readonly RoleSettings[]): PropertyChange[] {
  const wanted = byRoleAndName(from.map(withoutMarks));
  const there = byRoleAndName(to);
  const changes: PropertyChange[] = [];
  for (const [key, { role, name }] of there) {
    if (!wanted.has(key)) changes.push({ kind: 'reset', role, name });
  }
  for (const [key, { role, entry }] of wanted) {
    if (there.get(key)?.entry !== entry) changes.push({ kind: 'set', role, entry });
  }
  return changes;
}

function withoutMarks(settings: RoleSettings): RoleSettings {
  return { ...settings, entries: settings.entries.filter((entry) => !isMarkSetting(entry)) };
}

function byRoleAndName(
  settings: readonly RoleSettings[],
): Map<string, { role: string | null; name: string; entry: string }> {
  const found = new Map<string, { role: string | null; name: string; entry: string }>();
  for (const { role, entries } of settings) {
    for (const entry of entries) {
      const name = entry.slice(0, entry.indexOf('='));
      found.set(JSON.stringify([role, name.toLowerCase()]), { role, name, entry });
    }
  }
  return found;
}

/** What is carried over, in words; values of settings may be secrets and are not shown. */
export function describeChange(change: PropertyChange): string {
  switch (change.kind) {
    case 'owner':
      return `owner: ${change.owner}`;
    case 'comment':
      return change.comment === null ? 'comment removed' : 'comment';
    case 'connection limit':
      return `connection limit: ${change.limit === -1 ? 'none' : change.limit}`;
    case 'template':
      return change.template ? 'marked as a template' : 'not a template';
    case 'grants':
      return 'grants';
    case 'set':
      return `setting ${change.entry.slice(0, change.entry.indexOf('='))}${forRole(change.role)}`;
    case 'reset':
      return `setting ${change.name}${forRole(change.role)} removed`;
  }
}

function forRole(role: string | null): string {
  return role === null ? '' : ` of role ${role}`;
}

import { lstatSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf, systemCode } from '../errors.ts';
import type { ContainerLeftover, Leftover } from './action.ts';
import { isContainerLeftover, removeContainerLeftover } from './container-leftovers.ts';

/** A leftover with what proves later that it is still the same one: inode, or start time since boot. */
export type RecordedLeftover =
  | ContainerLeftover
  | { readonly kind: 'directory'; readonly path: string; readonly inode: string }
  | {
      readonly kind: 'process';
      readonly pid: number;
      readonly startTime: string;
      readonly stopSignal: 'SIGTERM' | 'SIGINT' | 'SIGQUIT';
    };

/** Name of the state that carries the list from the main step to the post step. */
export const LEFTOVERS_STATE = 'leftovers';

const KILL_GRACE_MS = 2_000;
const POLL_MS = 25;

/**
 * Notes the identity of a leftover. undefined for a process that has ended already, and where there is no /proc.
 * @throws Error when the directory does not exist, because then it could not be recognised later
 */
export function recordLeftover(leftover: Leftover): RecordedLeftover | undefined {
  if (leftover.kind === 'directory') {
    const inode = inodeOf(leftover.path);
    if (inode === undefined) throw new Error(`${leftover.path} is no directory, so it cannot be remembered.`);
    return { kind: 'directory', path: leftover.path, inode };
  }
  if (leftover.kind === 'container') return leftover;
  const facts = processFacts(leftover.pid);
  if (facts === undefined) return undefined;
  const { pid, stopSignal = 'SIGTERM' } = leftover;
  return { kind: 'process', pid, startTime: facts.startTime, stopSignal };
}

/** Reads what an earlier phase of the run recorded; entries that are not well-formed are left out. */
export function parseLeftovers(json: string): RecordedLeftover[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json === '' ? '[]' : json);
  } catch {
    return [];
  }
  return Array.isArray(parsed) ? parsed.filter(isRecorded) : [];
}

function isRecorded(value: unknown): value is RecordedLeftover {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  if (value.kind === 'directory') {
    return (
      'path' in value &&
      typeof value.path === 'string' &&
      isAbsolute(value.path) &&
      'inode' in value &&
      typeof value.inode === 'string'
    );
  }
  if (value.kind === 'container') return isContainerLeftover(value);
  return (
    value.kind === 'process' &&
    'pid' in value &&
    Number.isSafeInteger(value.pid) &&
    Number(value.pid) > 1 &&
    'startTime' in value &&
    typeof value.startTime === 'string' &&
    'stopSignal' in value &&
    ['SIGTERM', 'SIGINT', 'SIGQUIT'].includes(String(value.stopSignal))
  );
}

/**
 * Ends and removes what is still there and still the same: processes first, then containers, then directories.
 * Returns a sentence for everything that was found; never throws.
 */
export async function removeLeftovers(
  leftovers: readonly RecordedLeftover[],
  graceMs = KILL_GRACE_MS,
): Promise<string[]> {
  const found: string[] = [];
  const processes = leftovers.filter((leftover) => leftover.kind === 'process');
  for (const outcome of await Promise.all(processes.map((leftover) => endProcess(leftover, graceMs)))) {
    if (outcome !== undefined) found.push(outcome);
  }
  const containers = leftovers.filter((leftover) => leftover.kind === 'container');
  for (const outcome of await Promise.all(containers.map(removeContainerLeftover))) {
    if (outcome !== undefined) found.push(outcome);
  }
  for (const leftover of leftovers) {
    if (leftover.kind !== 'directory' || inodeOf(leftover.path) !== leftover.inode) continue;
    try {
      await rm(leftover.path, { recursive: true, force: true, maxRetries: 2, retryDelay: 50 });
      found.push(`The directory ${leftover.path} was left behind and has been removed.`);
    } catch (error) {
      found.push(`The directory ${leftover.path} was left behind and cannot be removed: ${messageOf(error)}`);
    }
  }
  return found;
}

type RecordedProcess = Extract<RecordedLeftover, { kind: 'process' }>;

async function endProcess(leftover: RecordedProcess, graceMs: number): Promise<string | undefined> {
  const facts = processFacts(leftover.pid);
  if (facts?.startTime !== leftover.startTime) return undefined;
  const name = `The process ${leftover.pid} (${facts.name})`;
  const target = facts.group === leftover.pid ? -leftover.pid : leftover.pid;
  if (!send(target, leftover.stopSignal)) return `${name} was left behind and may not be ended by this user.`;
  if (await hasEnded(leftover, graceMs)) return `${name} was left behind and has been ended.`;
  send(target, 'SIGKILL');
  const ended = await hasEnded(leftover, KILL_GRACE_MS);
  return `${name} was left behind and ${ended ? 'had to be killed' : 'does not end, even by SIGKILL'}.`;
}

/** False when this user may not signal the process. One that is gone already is fine. */
function send(target: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(target, signal);
  } catch (error) {
    return systemCode(error) === 'ESRCH';
  }
  return true;
}

async function hasEnded(leftover: RecordedProcess, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    if (processFacts(leftover.pid)?.startTime !== leftover.startTime) return true;
    if (Date.now() >= deadline) return false;
    await sleep(POLL_MS);
  }
}

interface ProcessFacts {
  readonly name: string;
  readonly group: number;
  /** Clock ticks since boot: with the pid, no two processes of one boot have the same. */
  readonly startTime: string;
}

/** proc(5), /proc/PID/stat: `pid (name) state ppid pgrp …`, start time is field 22; the name may hold anything. */
function processFacts(pid: number): ProcessFacts | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  const nameEnd = stat.lastIndexOf(')');
  const fields = stat.slice(nameEnd + 2).split(' ');
  const [state, , group] = fields;
  const startTime = fields[19];
  if (startTime === undefined || state === 'Z' || state === 'X') return undefined;
  return { name: stat.slice(stat.indexOf('(') + 1, nameEnd), group: Number(group), startTime };
}

/** Device and inode of a real directory (a link to one is not one). */
function inodeOf(path: string): string | undefined {
  const stats = lstatSync(path, { throwIfNoEntry: false, bigint: true });
  return stats?.isDirectory() ? `${stats.dev}:${stats.ino}` : undefined;
}

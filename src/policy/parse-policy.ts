import { LineCounter, type Node, parseDocument } from 'yaml';
import { UserError } from '../errors.ts';
import { checkPolicy } from './check-policy.ts';
import { POLICY, type Policy } from './definition/policy.ts';
import type { Draft } from './draft.ts';
import { type Problem, Reader } from './reader.ts';

export interface ParsedPolicy {
  readonly policy: Policy;
  /** Paths that stand in the file, such as `tiers.monthly.storage-class`; everything else is a default. */
  readonly written: ReadonlySet<string>;
  /** `file:line: path: what costs more than it seems`, in the order of the file. */
  readonly warnings: readonly string[];
}

/** A policy is a few kilobytes. */
const MAX_CHARACTERS = 1024 * 1024;
const MAX_SHOWN = 200;

/**
 * Reads a policy: YAML 1.2 (or JSON). Unknown keys are refused, nothing is coerced, nothing is read from anywhere else.
 * @param fileName as it should stand in messages
 * @throws UserError PBA-POLICY with every problem there is, one `file:line: path: problem` each
 */
export function parsePolicy(text: string, fileName: string): ParsedPolicy {
  if (text.length > MAX_CHARACTERS) {
    throw policyError(fileName, [{ line: 1, path: '', text: 'is longer than 1 MiB, which no policy is' }]);
  }
  const lines = new LineCounter();
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  // Keys given twice are found by the reader, which knows their path.
  const document = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    uniqueKeys: false,
    prettyErrors: false,
    lineCounter: lines,
  });
  const syntax = document.errors.map((error) => ({
    line: lineAt(error.pos[0]),
    path: '',
    text: `this is not YAML: ${error.message.replace(/\.$/, '')}`,
  }));
  if (document.directives?.yaml.version !== '1.2') {
    syntax.push({ line: 1, path: '', text: 'only YAML 1.2 is read; remove the %YAML line' });
  }
  // After a syntax error the rest is guesswork.
  if (syntax.length > 0) throw policyError(fileName, syntax);

  const reader = new Reader(lineAt);
  const contents: Node | null = document.contents;
  const value =
    contents === null
      ? reader.fail(1, '', 'is empty; a policy starts with version: 1')
      : reader.read(POLICY, contents, '', lineAt(contents.range?.[0] ?? 0));
  const warnings: Problem[] = [];
  checkPolicy((value ?? {}) as Draft, {
    problem: (path, what) => reader.fail(reader.lineOf(path), path, what),
    warning: (path, what) => warnings.push({ line: reader.lineOf(path), path, text: what }),
    isWritten: (path) => reader.written.has(path),
  });
  if (reader.problems.length > 0) throw policyError(fileName, reader.problems);
  return {
    // Sound: there was no problem, and type and reading come from the same definition.
    policy: value as Policy,
    written: new Set(reader.written.keys()),
    warnings: sorted(warnings).map((warning) => describe(fileName, warning)),
  };
}

function policyError(fileName: string, problems: readonly Problem[]): UserError {
  const shown = sorted(problems).map((problem) => describe(fileName, problem));
  const [first = ''] = shown;
  const more = shown.length > MAX_SHOWN ? [`… and ${shown.length - MAX_SHOWN} more`] : [];
  const message =
    shown.length === 1
      ? `The policy is not right. ${first}.`
      : `The policy has ${shown.length} problems:\n${[...shown.slice(0, MAX_SHOWN), ...more].map((one) => `- ${one}`).join('\n')}`;
  return new UserError('PBA-POLICY', message, {
    hint: 'Every key is described in docs/policy.md; policy.schema.json lets an editor complete and check them.',
  });
}

function sorted(problems: readonly Problem[]): Problem[] {
  return problems.toSorted((a, b) => a.line - b.line || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function describe(fileName: string, { line, path, text }: Problem): string {
  return `${fileName}:${line}: ${path === '' ? '' : `${path}: `}${text}`;
}

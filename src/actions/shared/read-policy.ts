import { readFile } from 'node:fs/promises';
import { messageOf, UserError } from '../../errors.ts';
import { type ParsedPolicy, parsePolicy } from '../../policy/parse-policy.ts';
import type { ActionContext } from '../../runtime/action.ts';

/**
 * Reads backup-policy.yml; undefined when no path was given. What the policy costs more than it seems to is warned of.
 * @throws UserError PBA-POLICY
 */
export async function readPolicy(
  path: string | undefined,
  context: ActionContext,
): Promise<ParsedPolicy | undefined> {
  if (path === undefined) return undefined;
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new UserError('PBA-POLICY', `The policy ${path} cannot be read: ${messageOf(error)}.`, {
      hint: 'Check the path; the job has to check out the repository first.',
      cause: error,
    });
  }
  const parsed = parsePolicy(text, path);
  for (const warning of parsed.warnings) context.log.warning(warning);
  return parsed;
}

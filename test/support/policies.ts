import { UserError } from '../../src/errors.ts';
import { type ParsedPolicy, parsePolicy } from '../../src/policy/parse-policy.ts';

export function parse(text: string): ParsedPolicy {
  return parsePolicy(text, 'p.yml');
}

/** The problems of a policy, each as `line: path: text`; none when it is right. */
export function problemsOf(text: string): string[] {
  try {
    parse(text);
    return [];
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== 'PBA-POLICY') throw error;
    const single = /^The policy is not right\. (.*)\.$/s.exec(error.message)?.[1];
    const lines = single === undefined ? error.message.split('\n- ').slice(1) : [single];
    return lines.map((line) => line.replace(/^p\.yml:/, ''));
  }
}

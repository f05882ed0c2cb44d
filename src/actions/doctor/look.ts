import { type Finding, findingsAbout } from '../../catalog/doctor/finding.ts';
import { CancelledError, PbaError } from '../../errors.ts';

/** Looks at one thing. When that fails, the failure is the finding, with its remedy. */
export async function look(
  area: string,
  subject: string,
  body: () => Promise<readonly Finding[]>,
): Promise<readonly Finding[]> {
  try {
    return await body();
  } catch (error) {
    if (error instanceof CancelledError || !(error instanceof PbaError)) throw error;
    return [
      findingsAbout(area, subject)(
        'problem',
        'reach',
        `${error.message.replace(/\.$/, '')} (${error.code}).`,
        {
          ...(error.hint === undefined ? {} : { remedy: { kind: 'text', text: error.hint } }),
          link: 'docs/errors.md',
        },
      ),
    ];
  }
}

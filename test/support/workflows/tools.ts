import { existsSync } from 'node:fs';
import { join } from 'node:path';
import packageJson from '../../../package.json' with { type: 'json' };

const { config } = packageJson;
const INSTALL = {
  act: `go install github.com/nektos/act@v${config.act}`,
  zizmor: `pip install zizmor==${config.zizmor}`,
} as const;

/**
 * Where the program is.
 * @throws Error with the command that installs it
 */
export function findTool(name: keyof typeof INSTALL): string {
  for (const directory of (process.env['PATH'] ?? '').split(':')) {
    if (directory !== '' && existsSync(join(directory, name))) return join(directory, name);
  }
  throw new Error(
    `${name} is not on the PATH. Run: ${INSTALL[name]} (or .ci/workflow-tools, into .tools/bin)`,
  );
}

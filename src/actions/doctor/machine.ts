import type { Finding } from '../../catalog/doctor/finding.ts';
import { type EngineFacts, judgeRunner, type SpaceNeeds } from '../../catalog/doctor/runner.ts';
import { CancelledError, messageOf } from '../../errors.ts';
import { CONTAINER_ENGINES, findEngine, runEngine } from '../../postgres/container/engine.ts';
import type { ActionContext } from '../../runtime/action.ts';
import { formatBytes } from '../../runtime/format.ts';
import { readMachine } from '../../runtime/machine.ts';

export async function lookAtMachine(
  needs: SpaceNeeds | undefined,
  containersWanted: boolean,
  context: ActionContext,
): Promise<readonly Finding[]> {
  const [machine, engines] = await Promise.all([
    readMachine(context.env, context.tempDir, context.now(), context.signal),
    readEngines(context),
  ]);
  return judgeRunner({ ...machine, engines, containersWanted }, formatBytes, needs);
}

/** The engines that are installed, and whether each answers. */
async function readEngines(context: ActionContext): Promise<EngineFacts[]> {
  const found = await Promise.all(
    CONTAINER_ENGINES.map(async (name): Promise<EngineFacts | undefined> => {
      const engine = await findEngine(context.env, name).catch(() => undefined);
      if (engine === undefined) return undefined;
      const format = name === 'docker' ? '{{.Server.Version}}' : '{{.Version.Version}}';
      try {
        const call = { signal: context.signal, timeoutMs: 15_000 };
        const args = name === 'docker' ? ['version', '--format', format] : ['info', '--format', format];
        return { name, version: (await runEngine(engine, args, call)).trim(), problem: undefined };
      } catch (error) {
        if (error instanceof CancelledError) throw error;
        return { name, version: undefined, problem: messageOf(error) };
      }
    }),
  );
  return found.flatMap((one) => one ?? []);
}

import { type Client, openSession } from '../../postgres/client.ts';
import { containerEnvironment, libpqEnvironment } from '../../postgres/connection.ts';
import { findContainer } from '../../postgres/container/container.ts';
import { chooseClient, findInstallations, type Installation, noClient } from '../../postgres/tools.ts';
import type { ActionContext } from '../../runtime/action.ts';

export interface ConnectionInputs {
  readonly host: string | undefined;
  readonly port: number | undefined;
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly database: string;
  readonly sslmode: string | undefined;
  readonly sslrootcert: string | undefined;
  /** Name of the container that runs the server. */
  readonly container?: string | undefined;
}

/**
 * Reaches the database and chooses the client programs that fit its server: psql of any version can ask for the
 * version, pg_dump has to be at least as new as the server.
 */
export async function connect(inputs: ConnectionInputs, context: ActionContext): Promise<Client> {
  const { signal, log } = context;
  if (inputs.container !== undefined) return connectInside(inputs, inputs.container, context);
  const installations = await findInstallations({ env: context.env, signal });
  const [newest] = installations;
  if (newest === undefined) throw noClient();
  const env = await libpqEnvironment(inputs, context.env, inputs.password, context.tempDir);
  return withFitting({ installation: newest, env, signal, log }, installations);
}

async function withFitting(probe: Client, installations: readonly Installation[]): Promise<Client> {
  await using session = await openSession(probe);
  const { num } = await session.row<{ num: string }>(`select current_setting('server_version_num') as num`);
  return { ...probe, installation: chooseClient(installations, Math.floor(Number(num) / 10000)) };
}

/**
 * The same in a container: its own programs, through its own socket, without a password. Host, port and user are those of the
 * inside; what the surroundings of the job say about servers means others.
 */
async function connectInside(
  inputs: ConnectionInputs,
  name: string,
  { env, signal, log }: ActionContext,
): Promise<Client> {
  const container = await findContainer(env, name, signal);
  const { installations } = container;
  const [newest] = installations;
  if (newest === undefined) throw noClient();
  const user = inputs.user ?? container.superuser;
  return withFitting(
    { installation: newest, env: containerEnvironment({ ...inputs, user }), signal, log, container },
    installations,
  );
}

import { type Client, openSession } from '../postgres/client.ts';
import { libpqEnvironment } from '../postgres/connection.ts';
import { chooseClient, findInstallations, noClient } from '../postgres/tools.ts';
import type { ActionContext } from '../runtime/action.ts';

export interface ConnectionInputs {
  readonly host: string | undefined;
  readonly port: number | undefined;
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly database: string;
  readonly sslmode: string | undefined;
  readonly sslrootcert: string | undefined;
}

/**
 * Reaches the database and chooses the client programs that fit its server: psql of any version can ask for the
 * version, pg_dump has to be at least as new as the server.
 */
export async function connect(inputs: ConnectionInputs, context: ActionContext): Promise<Client> {
  const { signal, log } = context;
  const installations = await findInstallations({ env: context.env, signal });
  const [newest] = installations;
  if (newest === undefined) throw noClient();
  const env = await libpqEnvironment(inputs, context.env, inputs.password, context.tempDir);
  const probe = { installation: newest, env, signal, log };
  await using session = await openSession(probe);
  const { num } = await session.row<{ num: string }>(`select current_setting('server_version_num') as num`);
  return { ...probe, installation: chooseClient(installations, Math.floor(Number(num) / 10000)) };
}

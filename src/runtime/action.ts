import type { PbaError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { ActionSpec } from './action-spec.ts';
import { parseInputs, type RawInputs } from './parse-inputs.ts';
import type { InputsOf } from './spec.ts';

/** Where and why this run happens, for manifests and evidence. null: not known (not on a runner). */
export interface RunInfo {
  /** `owner/name` */
  readonly repository: string | null;
  readonly workflow: string | null;
  readonly runId: string | null;
  readonly runUrl: string | null;
  readonly commit: string | null;
  /** `refs/heads/main` */
  readonly ref: string | null;
  readonly actor: string | null;
  /** `schedule`, `workflow_dispatch` … */
  readonly event: string | null;
}

/** What a run might leave behind when it is killed, and what the post step then removes. */
export type Leftover =
  | {
      /** Has to exist when it is remembered, so that it can be recognised later. */
      readonly kind: 'directory';
      readonly path: string;
    }
  | {
      /** A process; its whole group when it leads one. */
      readonly kind: 'process';
      readonly pid: number;
      /** Sent first; SIGKILL follows. Default SIGTERM. For a PostgreSQL server: SIGQUIT, which ends its sessions too. */
      readonly stopSignal?: 'SIGTERM' | 'SIGINT' | 'SIGQUIT';
    }
  | ContainerLeftover;

/** `program rm --force --volumes name` removes it; the name is random enough to be nobody else's. */
export interface ContainerLeftover {
  readonly kind: 'container';
  /** Absolute path of docker or podman. */
  readonly program: string;
  readonly name: string;
}

/** All that a handler knows of the outside. Handlers do not touch `process` or `@actions/*`. */
export interface ActionContext {
  readonly log: Log;
  /** Aborted when the run is asked to stop. The handler then has seven seconds. */
  readonly signal: AbortSignal;
  /** The environment, read once at the edge, without the inputs of this action. */
  readonly env: Readonly<Record<string, string>>;
  /** Fresh, 0700, outside the workspace, removed at the end of the run with everything in it. */
  readonly tempDir: string;
  readonly run: RunInfo;
  now(): Date;
  /** Hides a secret that was not an input (and its derived forms) in everything that is printed from now on. */
  mask(secret: string): void;
  /** Notes what the post step has to remove if this run cannot. */
  remember(leftover: Leftover): void;
}

export interface ActionResult {
  /** By output name, as in the spec. `verdict` may be more telling than `ok` and `failed`; `error-code` is the edge's. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Markdown for the job summary. */
  readonly summary: string;
  /** For a terminal. */
  readonly text: string;
  /** For `--json`: plain data. */
  readonly json: unknown;
  /** The run fails with this error, after outputs and summary were written. */
  readonly failure?: PbaError;
}

export type Handler<Spec extends ActionSpec> = (
  inputs: InputsOf<Spec>,
  context: ActionContext,
) => Promise<ActionResult>;

/** A spec with its handler, once the type of the inputs is nobody's business any more. */
export interface BoundAction {
  readonly spec: ActionSpec;
  /**
   * Reads the inputs; what it returns runs the handler.
   * @throws UserError PBA-INPUT
   */
  prepare(raw: RawInputs): (context: ActionContext) => Promise<ActionResult>;
}

export function bindAction<Spec extends ActionSpec>(spec: Spec, handler: Handler<Spec>): BoundAction {
  return {
    spec,
    prepare(raw) {
      const inputs = parseInputs(spec, raw);
      return (context) => handler(inputs, context);
    },
  };
}

/** An action by its spec. Its code is loaded when it runs, so that one action does not pay for the others. */
export interface RegisteredAction {
  readonly spec: ActionSpec;
  readonly load: () => Promise<BoundAction>;
}

/** By name. */
export type Actions = Readonly<Record<string, RegisteredAction>>;

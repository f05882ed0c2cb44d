import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Cost, measureCost } from './cost.ts';
import { type Cycle, runCycles } from './cycles.ts';
import { Laboratory } from './laboratory.ts';
import { type MutantResults, runMutants } from './mutants.ts';

export interface ProofOptions {
  readonly seed: string;
  readonly mutants: number;
  readonly cycles: number;
  /** Scale of the database that the cost is measured with; 0: it is not measured. */
  readonly costScale: number;
  /** Mutants or cycles at a time. */
  readonly jobs: number;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

export interface ProofResults extends MutantResults {
  readonly options: Pick<ProofOptions, 'seed' | 'mutants' | 'cycles' | 'costScale' | 'jobs'>;
  /** Version of PostgreSQL. */
  readonly server: string;
  readonly cycles: readonly Cycle[];
  readonly cost: Cost | undefined;
  readonly seconds: { readonly mutants: number; readonly cycles: number; readonly cost: number };
}

/** Runs everything. Files and servers are gone afterwards. */
export async function runProof(options: ProofOptions): Promise<ProofResults> {
  const directory = await mkdtemp(join(tmpdir(), 'pba-proof-'));
  try {
    const { seed, signal, say, jobs } = options;
    const laboratory = await Laboratory.open({ seed, directory, signal, say, lanes: jobs });
    const seconds = { mutants: 0, cycles: 0, cost: 0 };
    const timed = async <T>(what: keyof typeof seconds, body: () => Promise<T>): Promise<T> => {
      const start = performance.now();
      const result = await body();
      seconds[what] = (performance.now() - start) / 1000;
      return result;
    };
    const mutants = await timed('mutants', () => runMutants(laboratory, options.mutants));
    const cycles = await timed('cycles', () => runCycles(laboratory, options.cycles));
    const { costScale } = options;
    const cost = costScale === 0 ? undefined : await timed('cost', () => measureCost(laboratory, costScale));
    return {
      options: { seed, jobs, costScale, mutants: options.mutants, cycles: options.cycles },
      server: laboratory.newestServer.version,
      ...mutants,
      cycles,
      cost,
      seconds,
    };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

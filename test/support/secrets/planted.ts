import { randomBytes } from 'node:crypto';

/** A secret of the test. Its core is random, and what is looked for; around it stand characters that encodings change. */
export interface Planted {
  readonly name: string;
  readonly value: string;
  readonly core: string;
}

/** A new secret whose `core` is its own; `dress` puts it into the text that is handed over. */
export function plant(name: string, dress: (core: string) => string = (core) => core): Planted {
  const core = randomBytes(15).toString('hex');
  return { name, value: dress(core), core };
}

/** A secret that others made. */
export const planted = (name: string, value: string): Planted => ({ name, value, core: value });

/**
 * The texts that give a core away. URL encoding, JSON, SQL, shells and passfiles change none of its letters and digits, so
 * the core itself is found in them; in base64 it stands in one of three ways, by what comes before it.
 */
function tracesOf(core: string): string[] {
  const base64 = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), Buffer.from(core)]).toString('base64');
    // The first characters mix with what comes before, the last with what comes after.
    const from = before === 0 ? 0 : before + 1;
    const whole = Math.floor(((before + core.length) * 8) / 6);
    return text.slice(from, whole);
  });
  const hex = Buffer.from(core).toString('hex');
  return [...new Set([core, core.toLowerCase(), ...base64, hex, hex.toUpperCase()])];
}

/** Names of the secrets that a text or file gives away. */
export function searcher(secrets: readonly Planted[]): (text: string | Buffer) => string[] {
  const wanted = secrets.map(({ name, core }) => ({ name, traces: tracesOf(core) }));
  return (text) =>
    wanted.filter(({ traces }) => traces.some((trace) => text.includes(trace))).map(({ name }) => name);
}

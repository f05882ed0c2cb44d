import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Exit, expectSuccess, type RunningProcess } from '../process.ts';

/**
 * Sends `source` through a running filter program and gives its output. The output ends only after the program has
 * exited with 0 and the source was read to its end; otherwise it fails. So whoever reads to the end has everything.
 */
export function throughProcess(
  source: Readable,
  running: RunningProcess,
  signal: AbortSignal,
  explain: (exit: Exit) => Error | undefined,
): Readable {
  async function* output(): AsyncGenerator<Buffer> {
    let sourceError: unknown;
    const feeding = pipeline(source, running.stdin).catch((error: unknown) => {
      sourceError = error;
    });
    let complete = false;
    try {
      for await (const chunk of running.stdout) yield chunk as Buffer;
      await expectSuccess(running, signal, explain);
      await feeding;
      if (sourceError !== undefined) throw sourceError;
      complete = true;
    } catch (error) {
      // A source that failed closes the program's stdin early: its error is the reason, the exit only a result.
      source.destroy();
      await feeding;
      if (sourceError !== undefined && !isPipeError(sourceError)) throw sourceError;
      throw error;
    } finally {
      if (!complete) {
        source.destroy();
        await running.stop();
      }
    }
  }
  return Readable.from(output(), { objectMode: false, highWaterMark: 256 * 1024 });
}

/** A stream that was closed by its neighbour: what happened there tells why. */
export function isPipeError(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return (
    code === 'EPIPE' || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET' || code === 'ABORT_ERR'
  );
}

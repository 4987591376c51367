import { Worker } from 'node:worker_threads';
import { NaruError } from '../../shared/errors.ts';
import type { ReaderAnswer, ReaderCall, ReaderCalls } from './reader-calls.ts';
import type { OnProgress } from './reading.ts';

/** Most memory of the thread for what it keeps, in megabytes; beyond it the file is refused. */
const mostMegabytes = 1536;

/** A thread that reads one file, off the engine's own, and keeps it open. */
export interface Reader {
  /**
   * @throws {NaruError} as `openFile`; `intake-cancelled` once it is closed, and
   * `file-needs-too-much` where the thread ran out of memory
   */
  ask<Call extends ReaderCall>(
    call: Call,
    input: ReaderCalls[Call]['input'],
    /** Bytes that are handed over instead of copied. */
    moved?: readonly ArrayBuffer[],
  ): Promise<ReaderCalls[Call]['output']>;
  /** Ends the thread at once, whatever it is doing. */
  close(): void;
}

/** In the sources this module stands beside the thread's; built, both are bundles in one folder. */
const threadFile = import.meta.url.endsWith('.ts') ? './reader-thread.ts' : './reader-thread.js';

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/**
 * @param name of the file, for what is said when the thread ends
 * @param megabytes that the thread may keep at most
 */
export function startReader(
  name: string,
  onProgress?: OnProgress,
  megabytes = mostMegabytes,
): Reader {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let ended: Error | null = null;
  const worker = new Worker(new URL(threadFile, import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  });
  // A file that waits for a person keeps no process from ending.
  worker.unref();

  worker.on('message', (answer: ReaderAnswer) => {
    if (answer.is === 'progress') {
      onProgress?.(answer.phase, answer.done, answer.total);
      return;
    }
    const call = waiting.get(answer.id);
    if (call === undefined) return;
    waiting.delete(answer.id);
    if (waiting.size === 0) worker.unref();
    if (answer.is === 'done') call.resolve(answer.value);
    else if (answer.is === 'refused')
      call.reject(new NaruError(answer.problem.code, answer.problem.params));
    else call.reject(new Error(answer.text));
  });
  worker.on('error', (error: Error & { code?: string }) => {
    const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    end(isMemory ? new NaruError('file-needs-too-much', { name }, error) : error);
  });
  worker.on('exit', () => end(new NaruError('intake-cancelled')));

  function end(why: Error): void {
    ended ??= why;
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  }

  return {
    ask<Call extends ReaderCall>(
      call: Call,
      input: ReaderCalls[Call]['input'],
      moved: readonly ArrayBuffer[] = [],
    ) {
      return new Promise<ReaderCalls[Call]['output']>((resolve, reject) => {
        if (ended !== null) {
          reject(ended);
          return;
        }
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        worker.ref();
        worker.postMessage({ id: lastId, call, input }, moved);
      });
    },
    close() {
      end(new NaruError('intake-cancelled'));
      void worker.terminate();
    },
  };
}

import { Worker } from 'node:worker_threads';
import { NaruError } from '../../shared/errors.ts';
import type { Cancellation } from '../../shared/time.ts';
import type { MakerAnswer, MakerRequest } from './maker-calls.ts';
import type { MadePack, PackParts, PackPhase } from './pack.ts';
import type { SigningKey } from './signing-key.ts';

/** In the sources this module stands beside the thread's; built, both are bundles in one folder. */
const threadFile = import.meta.url.endsWith('.ts') ? './maker-thread.ts' : './maker-thread.js';

/**
 * Makes a pack in a thread of its own; the key stays here.
 * @throws {NaruError} `evidence-cancelled` once the signal is aborted
 */
export function makePackAside(
  parts: PackParts,
  key: SigningKey,
  signal: Cancellation,
  onPhase: (phase: PackPhase) => void,
): Promise<MadePack> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(threadFile, import.meta.url));
    const tell = (request: MakerRequest): void => worker.postMessage(request);
    const cancel = (): void => {
      reject(new NaruError('evidence-cancelled'));
      void worker.terminate();
    };
    function end(): void {
      signal.removeEventListener('abort', cancel);
      void worker.terminate();
    }
    worker.on('message', (answer: MakerAnswer) => {
      switch (answer.is) {
        case 'phase':
          onPhase(answer.phase);
          return;
        case 'sign':
          tell({ call: 'signed', signature: key.sign(answer.message) });
          return;
        case 'done': {
          const { files, zip, digest } = answer;
          resolve({ files, zip, digest });
          end();
          return;
        }
        case 'fault':
          reject(new Error(answer.text));
          end();
      }
    });
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error('the thread that makes packs has ended')));
    signal.addEventListener('abort', cancel, { once: true });
    if (signal.aborted) cancel();
    else tell({ call: 'make', parts });
  });
}

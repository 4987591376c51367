import { parentPort } from 'node:worker_threads';
import type { MakerAnswer, MakerRequest } from './maker-calls.ts';
import { makePack, type PackParts } from './pack.ts';

/** The thread that makes one pack, off the engine's own: a long report takes seconds. */

const port = parentPort;
if (port === null) throw new Error('started as a thread of the engine');
const post = (answer: MakerAnswer): void => port.postMessage(answer);
let signed = Promise.withResolvers<string>();

async function make(parts: PackParts): Promise<void> {
  const made = await makePack(
    parts,
    (message) => {
      signed = Promise.withResolvers<string>();
      post({ is: 'sign', message });
      return signed.promise;
    },
    (phase) => post({ is: 'phase', phase }),
  );
  post({ is: 'done', ...made });
}

port.on('message', (request: MakerRequest) => {
  if (request.call === 'signed') {
    signed.resolve(request.signature);
    return;
  }
  make(request.parts).catch((error: unknown) => {
    post({ is: 'fault', text: error instanceof Error ? (error.stack ?? '') : String(error) });
  });
});

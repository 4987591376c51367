import { runEngineProcess } from '../../main/engine/run-process.ts';
import { createSmallEngine } from './small-engine.ts';

/** An engine whose process ends by an error while it has a declaration in its hands. */
const held = process.env['KNOWN'] ?? '';

await runEngineProcess(async () => {
  if (process.env['CRASH'] === 'start') throw new Error(`cannot start with ${held}`);
  setTimeout(() => {
    if (process.env['CRASH'] === 'uncaught') throw new TypeError(`cannot read ${held}`);
    void Promise.reject(new RangeError(`cannot keep ${held}`));
  }, 100);
  return createSmallEngine();
});

import { enableCompileCache } from 'node:module';

// What was compiled once need not be again: an engine that starts sooner sends sooner.
enableCompileCache();
const [{ createEngine }, { runEngineProcess }] = await Promise.all([
  import('./engine.ts'),
  import('./run-process.ts'),
]);

await runEngineProcess(createEngine);

import { createEngine } from './engine.ts';
import { runEngineProcess } from './run-process.ts';

await runEngineProcess(createEngine);

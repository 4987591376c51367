import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { NaruError } from '../../shared/errors.ts';
import { runEngineProcess } from '../../main/engine/run-process.ts';
import { createSmallEngine } from './small-engine.ts';

/** The small engine in a process of its own; a file in the data folder makes its start fail. */
await runEngineProcess(async ({ dataFolder, owner }) => {
  if (existsSync(join(dataFolder, 'in-use'))) {
    throw new NaruError('data-in-use', { owner, pid: 7, since: '09:00' });
  }
  if (existsSync(join(dataFolder, 'broken'))) throw new Error('cannot start');
  return createSmallEngine();
});

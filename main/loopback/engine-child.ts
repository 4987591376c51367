import { fork } from 'node:child_process';
import { ipcPort } from '../engine/process-ports.ts';
import type { EngineProcess } from '../engine/supervise.ts';

/** Starts the engine in a Node process of its own. */
export function launchEngineChild(entry: string, dataFolder: string, owner: string): EngineProcess {
  const child = fork(entry, [dataFolder, owner], {
    execArgv: [],
    // Its output goes to stderr: stdout belongs to what the host says.
    stdio: ['ignore', 2, 2, 'ipc'],
  });
  return {
    port: ipcPort(child),
    onExit(handler) {
      child.on('exit', handler);
      // A child that cannot be started at all says `error` and never `exit`.
      child.on('error', () => {
        if (child.pid === undefined) handler(null);
      });
    },
    kill: () => child.kill('SIGKILL'),
  };
}

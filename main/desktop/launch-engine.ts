import { utilityProcess } from 'electron';
import type { EngineProcess } from '../engine/supervise.ts';
import { withKeychain } from '../engine/unlock/keychain.ts';
import { utilityPort } from './utility-port.ts';

/** Starts the engine in a utility process, where neither import nor disk can freeze a window. */
export function launchEngine(entry: string, dataFolder: string): EngineProcess {
  const child = utilityProcess.fork(entry, [dataFolder, 'Naru (desktop)', withKeychain], {
    serviceName: 'Naru engine',
    stdio: 'inherit',
  });
  // Said before an end for want of memory, and thrown where nobody listens. `exit` follows it; its
  // report tells of the machine and is kept nowhere.
  child.on('error', () => undefined);
  return {
    port: utilityPort(child),
    onExit: (handler) => child.on('exit', handler),
    kill: () => child.kill(),
  };
}

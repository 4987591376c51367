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
  return {
    port: utilityPort(child),
    onExit: (handler) => child.on('exit', handler),
    kill: () => child.kill(),
  };
}

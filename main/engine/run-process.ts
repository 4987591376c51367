import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { NaruError, type Problem } from '../../shared/errors.ts';
import type { Salvaged } from '../../shared/contract/rescue.ts';
import { describeFault, faultInShort } from '../../shared/log/fault.ts';
import { isCallName } from '../../shared/port/call-schemas.ts';
import {
  type CallHandlers,
  type EventMessage,
  type Port,
  serveEngine,
  stopSchema,
} from '../../shared/port/index.ts';
import type { EngineEvent } from '../../shared/contract/index.ts';
import { openProcessLog, tellFault, type Log } from '../log/index.ts';
import { openHostLine, type HostLine } from './host-line.ts';
import type { KeyProvider, NewSlot } from '../store/index.ts';
import { startOrRescue } from './rescue.ts';
import { askKeychain, withKeychain } from './unlock/keychain.ts';
import { startUnlocked } from './unlock/start-unlocked.ts';
import { ipcPort, parentPort, type ParentPortLike } from './process-ports.ts';

/** What the process needs of an engine. */
export interface RunningEngine {
  handlers: CallHandlers;
  subscribe(handler: (event: EngineEvent) => void): () => void;
  /** Rejects where the engine ended by a fault of the program. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}
/** What an engine is started with. */
export interface EngineStart {
  dataFolder: string;
  owner: string;
  keys?: KeyProvider;
  newWays?: readonly NewSlot[];
  salvage?: SalvageAtWork;
  log: Log;
  host: HostLine;
}
/**
 * Ends the engine that calls it, saves what can be read of its data, and starts the next one.
 * @param key of the data as it is now
 */
export type SalvageAtWork = (key: Buffer) => Promise<Salvaged>;
export type StartEngine = (options: EngineStart) => Promise<RunningEngine>;
/** Where its process is known already. */
export type StartHere = (options: Omit<EngineStart, 'log' | 'host'>) => Promise<RunningEngine>;

/** Exit codes of the engine's process, as of the command line. */
export const exitCodes = { done: 0, failed: 1, wrongUse: 2, dataInUse: 3 } as const;

const hostAnswerMs = 2000;
/** Data folder, owner, and whether the host has a keychain to ask. */
const argumentsSchema = z.tuple([
  z.string().min(1),
  z.string().min(1),
  z.literal(withKeychain).optional(),
]);

/**
 * The life of the engine's own process: takes data folder and owner from the arguments, serves
 * the engine to the process that started it, and ends in good order when told to, when that
 * process is gone, or at SIGTERM. A start that fails is told as a `fatal` event.
 */
export async function runEngineProcess(start: StartEngine): Promise<void> {
  const found = hostPort();
  const given = argumentsSchema.safeParse(process.argv.slice(2));
  if (found === null || !given.success) {
    process.stderr.write('usage: engine DATA-FOLDER OWNER, started by one of the hosts\n');
    process.exitCode = exitCodes.wrongUse;
    return;
  }
  const { port, knowsProxies } = found;
  const [dataFolder, owner, keychain] = given.data;
  const log = openProcessLog(dataFolder, 'engine');
  const report = (error: unknown, call: string): void => {
    const place = isCallName(call) ? 'call' : call === 'start' ? 'start' : 'engine';
    log.write('fault', { place, call: isCallName(call) ? call : 'none', fault: error });
    process.stderr.write(`${call}: ${tellFault(describeFault(error))}`);
  };
  const host = openHostLine(port, knowsProxies);
  const { promise: stopAsked, resolve: stopping } = Promise.withResolvers<void>();
  port.onMessage((message) => {
    if (stopSchema.safeParse(message).success) stopping();
  });
  port.onClose(stopping);
  process.on('SIGTERM', () => stopping());
  // Ctrl-C reaches the whole group; the host decides when the engine ends.
  process.on('SIGINT', () => undefined);

  try {
    const engine = await startUnlocked({
      dataFolder,
      owner,
      start: (unlocked) => startOrRescue({ ...unlocked, log, host }, start),
      keychain: keychain === undefined ? null : (kept) => askKeychain(port, kept),
      env: process.env,
    });
    serveEngine(port, {
      handlers: engine.handlers,
      subscribe: (handler) => engine.subscribe(handler),
      report,
    });
    port.post({ kind: 'ready' });
    await Promise.race([stopAsked, engine.ended]);
    await engine.stop();
    process.exit(exitCodes.done);
  } catch (error) {
    const problem = problemOf(error);
    if (problem.code === 'internal') report(error, 'start');
    else log.write('engine-refused', { code: problem.code });
    port.post({ kind: 'event', event: { topic: 'fatal', problem } } satisfies EventMessage);
    // The host answers with `stop` when it has read this; without an answer there is no host.
    await Promise.race([stopAsked, setTimeout(hostAnswerMs)]);
    process.exit(problem.code === 'data-in-use' ? exitCodes.dataInUse : exitCodes.failed);
  }
}

/** Electron puts `parentPort` on `process` in a utility process. */
const parentPortSchema = z.custom<ParentPortLike>(
  (value) => typeof value === 'object' && value !== null && 'postMessage' in value,
);

/** `null` where no host started this process. The desktop host alone can ask for the system's proxies. */
function hostPort(): { port: Port; knowsProxies: boolean } | null {
  const parent = parentPortSchema.safeParse(Reflect.get(process, 'parentPort'));
  if (parent.success) return { port: parentPort(parent.data), knowsProxies: true };
  return process.send === undefined ? null : { port: ipcPort(process), knowsProxies: false };
}

function problemOf(error: unknown): Problem {
  if (error instanceof NaruError) return error.problem;
  // Its message may hold what was being worked on, and this is printed where others read along.
  return { code: 'internal', params: { detail: faultInShort(describeFault(error)) } };
}

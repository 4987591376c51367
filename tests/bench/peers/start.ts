import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { reportSchema, type Command, type Config, type Report } from './contender.ts';

/** How a contender's process is started: with which Node, and from which file. */
export interface Launch {
  node: string;
  file: string;
}

export interface Running {
  tell(command: Exclude<Command, { do: 'close' }>): Promise<Report>;
  /** Ends it in good order. */
  close(): Promise<void>;
  /** Ends it at once, as a power cut or an impatient person does. */
  kill(): Promise<void>;
}

/** Starts a contender; under `watcher` where its system calls are to be seen. */
export async function start(
  { node, file }: Launch,
  config: Config,
  watcher: readonly string[] = [],
): Promise<Running> {
  const [command, ...given] = [...watcher, node, file, JSON.stringify(config)];
  const child = spawn(command ?? node, given, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-2000);
  });
  const gone = once(child, 'exit');
  await answer(child, gone, () => said);
  return {
    async tell(what) {
      const heard = answer(child, gone, () => said);
      child.send(what);
      return reportSchema.parse(await heard);
    },
    async close() {
      child.send({ do: 'close' } satisfies Command);
      await gone;
    },
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

async function answer(
  child: ChildProcess,
  gone: Promise<unknown>,
  said: () => string,
): Promise<unknown> {
  const heard = once(child, 'message').then(([message]): unknown => message);
  const died = gone.then((): never => {
    throw new Error(`a contender ended: ${said()}`);
  });
  return Promise.race([heard, died]);
}

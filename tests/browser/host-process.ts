import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const cli = join(import.meta.dirname, '../../main/cli.ts');
const linkPattern = /http:\/\/127\.0\.0\.1:\d+\/enter\?t=[\w-]+/;

/** The loopback host as a person starts it: its own process, with the engine's beneath it. */
export interface HostProcess {
  /** The one-time link that it says. */
  link: string;
  /** Kills host and engine at once, without a warning; does nothing where they have ended. */
  kill(): Promise<void>;
  /** Ends it as Ctrl-C does. @returns its exit code */
  stop(): Promise<number | null>;
}

export async function startHostProcess(dataFolder: string): Promise<HostProcess> {
  const child = spawn(process.execPath, [cli, 'serve', '--data', dataFolder], {
    // A process group of its own, so that one signal reaches the engine's process too.
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const link = await Promise.race([
    readLink(child),
    ended.then(() => {
      throw new Error(`the host ended with ${child.exitCode}`);
    }),
  ]);
  const isOver = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const signal = (name: NodeJS.Signals): void => {
    if (child.pid !== undefined && !isOver()) process.kill(-child.pid, name);
  };
  return {
    link,
    async kill() {
      signal('SIGKILL');
      await ended;
    },
    async stop() {
      signal('SIGINT');
      await ended;
      return child.exitCode;
    },
  };
}

async function readLink(child: ChildProcess): Promise<string> {
  let said = '';
  const { stdout } = child;
  if (stdout === null) throw new Error('no output');
  return new Promise((resolve) => {
    stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const link = linkPattern.exec(said);
      if (link !== null) resolve(link[0]);
    });
  });
}

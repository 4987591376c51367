import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export interface Ended {
  code: number | null;
  signal: string | null;
  out: string;
  err: string;
}

/** Starts `naru` as its own process. */
export function startNaru(args: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(process.execPath, [join(root, 'main', 'cli.ts'), ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Waits for the end of a process and all that it said. */
export async function ended(child: ChildProcess): Promise<Ended> {
  let out = '';
  let err = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text));
  await once(child, 'close');
  return { code: child.exitCode, signal: child.signalCode, out, err };
}

export function naru(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<Ended> {
  return ended(startNaru(args, env));
}

const urlSchema = z.object({ url: z.string() });

/** The unkind central system in a process of its own. */
export async function startUnkindCentral(
  seed: number,
  faults: number,
  workMs: number,
): Promise<{ url: string; end(): void }> {
  const file = join(root, 'tests', 'support', 'unkind-central.ts');
  const child = spawn(
    process.execPath,
    [
      file,
      '--port',
      '0',
      '--seed',
      String(seed),
      '--faults',
      String(faults),
      '--work',
      String(workMs),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [line] = z.tuple([z.instanceof(Buffer)]).parse(await once(child.stdout, 'data'));
  const { url } = urlSchema.parse(JSON.parse(line.toString()));
  return { url, end: () => void child.kill('SIGKILL') };
}

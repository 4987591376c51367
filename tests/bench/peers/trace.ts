import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export const hasStrace = spawnSync('strace', ['--version'], { stdio: 'ignore' }).status === 0;

/** What a process asked of its files, in order. */
export type Call =
  | { is: 'write'; file: string; at: number; bytes: Buffer }
  | { is: 'append'; file: string; bytes: Buffer }
  | { is: 'truncate'; file: string; size: number }
  | { is: 'sync'; file: string }
  | { is: 'remove'; file: string };

/** The command that a process is watched with. */
export function watching(log: string): string[] {
  const calls = 'pwrite64,write,ftruncate,fsync,fdatasync,unlink,unlinkat';
  return ['strace', '-f', '-y', '-xx', '-s', '1000000', '-o', log, '-e', `trace=${calls}`];
}

const written = /^(pwrite64|write)\(\d+<([^>]*)>, "([^"]*)", \d+(?:, (\d+))?/;
const synced = /^f(?:data)?sync\(\d+<([^>]*)>/;
const truncated = /^ftruncate\(\d+<([^>]*)>, (\d+)/;
const removed = /^unlink(?:at)?\((?:[^"]*)"([^"]*)"/;

/** Reads a log of the calls that touch files below a folder. */
export function readTrace(log: string, folder: string): Call[] {
  const calls: Call[] = [];
  for (const line of readFileSync(log, 'latin1').split('\n')) {
    const call = readCall(line.replace(/^\d+ +/, ''));
    if (call?.file.startsWith(folder) === true) calls.push(call);
  }
  return calls;
}

/** A call counts where it began: its bytes stand there, and what it syncs was written before. */
function readCall(line: string): Call | null {
  const write = written.exec(line);
  if (write !== null) {
    const [, how, file = '', data = '', at] = write;
    const bytes = Buffer.from(data.replaceAll(String.raw`\x`, ''), 'hex');
    return how === 'pwrite64'
      ? { is: 'write', file: unescaped(file), at: Number(at), bytes }
      : { is: 'append', file: unescaped(file), bytes };
  }
  const sync = synced.exec(line);
  if (sync !== null) return { is: 'sync', file: unescaped(sync[1]) };
  const truncate = truncated.exec(line);
  if (truncate !== null)
    return { is: 'truncate', file: unescaped(truncate[1]), size: Number(truncate[2]) };
  const remove = removed.exec(line);
  return remove === null ? null : { is: 'remove', file: unescaped(remove[1]) };
}

function unescaped(path = ''): string {
  if (!path.startsWith(String.raw`\x`)) return path;
  return Buffer.from(path.replaceAll(String.raw`\x`, ''), 'hex').toString();
}

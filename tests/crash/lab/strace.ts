import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, copyFileSync, cpSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type { Workload } from './bundle.ts';
import type { Mutant } from './mutants.ts';

let works: boolean | null = null;

/** Whether `strace` is here and may watch a process of ours. */
export function straceWorks(): boolean {
  works ??=
    process.platform === 'linux' &&
    spawnSync('strace', ['-f', '--seccomp-bpf', '-o', '/dev/null', '-e', 'trace=fsync', 'true'])
      .status === 0;
  return works;
}

/** Where one run of the workload keeps its things. */
export interface Place {
  /** Data folder: what is cut off. */
  data: string;
  /** The record outside: what was acknowledged and what the central system received. */
  told: string;
  /** What `strace` saw. */
  trace: string;
}

export function placeIn(folder: string): Place {
  mkdirSync(folder, { recursive: true });
  return {
    data: join(folder, 'data'),
    told: join(folder, 'told.jsonl'),
    trace: join(folder, 'trace.txt'),
  };
}

export interface Run {
  workload: Workload;
  place: Place;
  seed: number;
  /** What an earlier run left, to go on from; `null`: from nothing. */
  after: Place | null;
  mutant?: Mutant | undefined;
}

export interface End {
  code: number | null;
  signal: string | null;
  /** Errors that the program did not catch. */
  said: string;
}

/** Only the calls that are watched stop, which is cheap; needs all threads to be followed. */
const filtered = ['-f', '--seccomp-bpf'];

/** Calls by which a file or a folder changes, and those that tell which file is meant. */
const changing =
  'openat,close,pwrite64,write,writev,fsync,fdatasync,ftruncate,' +
  'unlink,unlinkat,rename,renameat,renameat2,mkdir';

/** Calls that shall fail. */
export interface Failure {
  call: string;
  error: 'EIO' | 'ENOSPC' | 'EACCES' | 'EROFS';
  /** Which of them, as `strace` says it: `3`, `3..5` or `3+`. */
  when: string;
  /** Those about this path alone. */
  path?: string;
}

/** Runs the workload and keeps every call with all that it wrote. */
export function record(run: Run, failure: Failure | null): Promise<End> {
  const all = ['-xx', '-s', '10000000', '-e', `trace=${changing}`];
  return start(run, [...filtered, ...all, ...(failure === null ? [] : injected(failure))]);
}

/** The same, and kills the workload as it enters the n-th `pwrite64`. */
export function recordKilled(run: Run, failure: Failure, n: number): Promise<End> {
  const kill = ['-e', `inject=pwrite64:signal=SIGKILL:when=${n}`];
  const all = ['-f', '-xx', '-s', '10000000', '-e', `trace=${changing}`];
  return start(run, [...all, ...injected(failure), ...kill]);
}

const injected = ({ call, error, when, path }: Failure): string[] => [
  ...(path === undefined ? [] : ['-P', path]),
  '-e',
  `inject=${call}:error=${error}:when=${when}`,
];

/** Kills the workload as it enters the n-th call of a kind. */
export function killAt(run: Run, call: string, n: number): Promise<End> {
  // With seccomp's filter strace delivers no signal, so every call stops: those of the main thread.
  return start(run, ['-e', `trace=${call}`, '-e', `inject=${call}:signal=SIGKILL:when=${n}`]);
}

/** Runs the workload on a disk that fails so. */
export function fail(run: Run, failure: Failure): Promise<End> {
  return start(run, [...filtered, '-e', `trace=${failure.call}`, ...injected(failure)]);
}

async function start(
  { workload, place, seed, after, mutant }: Run,
  watch: readonly string[],
): Promise<End> {
  if (after !== null) {
    cpSync(after.data, place.data, { recursive: true });
    copyFileSync(after.told, place.told);
  }
  const told = openSync(place.told, 'a');
  const strace = ['-qq', '-e', 'signal=none', '-o', place.trace, ...watch];
  // Without threads of V8's own, the calls of a kind come in the same order each time.
  const program = [process.execPath, '--v8-pool-size=0', workload.file];
  const args = ['--data', place.data, '--seed', String(seed)];
  if (after !== null) args.push('--after', after.told);
  if (mutant !== undefined) args.push('--mutant', mutant);
  const child = spawn('strace', [...strace, ...program, ...args], {
    stdio: ['ignore', 'ignore', 'pipe', told],
    env: { ...process.env, NODE_COMPILE_CACHE: workload.codeCache },
  });
  closeSync(told);
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
  await once(child, 'close');
  return { code: child.exitCode, signal: child.signalCode, said };
}

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { z } from 'zod';
import { engineEntry } from '../../main/engine/engine-entry.ts';
import { ipcPort } from '../../main/engine/process-ports.ts';
import { type CallName, calls } from '../../shared/contract/index.ts';
import { createTranslate, describeProblem } from '../../shared/i18n/index.ts';
import { type Answer, answerSchema, type Port } from '../../shared/port/index.ts';
import type { WildCall } from './wild.ts';

/** Nothing may take longer; far beyond what anything takes, for a busy computer is no failure. */
const hangMs = 120_000;
/** A refusal says what is wrong in a few words, however much was thrown at it. */
const longestRefusal = 4000;

/** An engine that anything may be thrown at. */
export interface Target {
  port: Port;
  /** What the engine's process wrote of itself. */
  said(): string;
  /** Ends it in good order, and says what became of its prototypes. */
  end(): Promise<{ code: number | null; prototypes: string }>;
}

/**
 * The real engine in a process of its own. Its line carries what structured cloning does, as
 * Electron's do: also NaN, maps and dates.
 */
export async function openTarget(): Promise<Target & { folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'naru-attack-'));
  mkdirSync(join(folder, 'free'));
  const report = join(folder, 'prototypes');
  const child: ChildProcess = fork(engineEntry(), [join(folder, 'data'), 'attacked'], {
    execArgv: ['--import', pathToFileURL(loopbackOnly).href],
    env: { ...process.env, NARU_TEST_POLLUTION: report },
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => (said += text));
  const exited = once(child, 'exit');
  const port = ipcPort(child);
  return {
    folder,
    port,
    said: () => said,
    async end() {
      if (child.exitCode === null) port.post({ kind: 'stop' });
      await exited;
      const prototypes = readFileSync(report, 'utf8');
      rmSync(folder, { recursive: true, force: true });
      return { code: child.exitCode, prototypes };
    },
  };
}

export const loopbackOnly = fileURLToPath(new URL('./loopback-only.ts', import.meta.url));

export interface Siege {
  cases: number;
  done: number;
  /** How many refusals there were of each code. */
  refused: Map<string, number>;
  /** Calls that were once answered with what they are for. */
  reached: Set<string>;
  slowest: { ms: number; name: string };
  /** What no answer may be. */
  faults: string[];
}

/** Throws calls at an engine, some at a time, and judges every answer by the contract. */
export function besiege(
  port: Port,
  folder: string,
): {
  throw(wild: readonly WildCall[], atOnce?: number): Promise<void>;
  /** Throws what is no request; the engine must live on. */
  litter(messages: readonly unknown[]): Promise<void>;
  ask(name: string, input: unknown): Promise<Answer>;
  siege: Siege;
} {
  const siege: Siege = {
    cases: 0,
    done: 0,
    refused: new Map(),
    reached: new Set(),
    slowest: { ms: 0, name: '' },
    faults: [],
  };
  const open = new Map<number, (answer: unknown) => void>();
  const known = new Map<string, unknown[]>();
  let lastId = 0;
  port.onMessage((message) => {
    const id = idSchema.safeParse(message);
    if (!id.success) return;
    open.get(id.data.id)?.(message);
    open.delete(id.data.id);
  });
  const closed = new Promise<never>((_resolve, reject) => {
    port.onClose(() => reject(new Error('the engine has ended')));
  });
  closed.catch(() => undefined);

  async function send(name: unknown, input: unknown): Promise<unknown> {
    lastId += 1;
    const id = lastId;
    const answered = new Promise((resolve) => {
      open.set(id, resolve);
    });
    port.post({ kind: 'request', id, call: name, input });
    const hang = new AbortController();
    const late = setTimeout(hangMs, 'hang', { signal: hang.signal }).catch(() => null);
    const answer = await Promise.race([answered, closed, late]);
    hang.abort();
    if (answer === 'hang') throw new Error('hang');
    return answer;
  }

  async function ask(name: string, input: unknown): Promise<Answer> {
    return answerSchema.parse(await send(name, input));
  }

  async function attack({ name, input, pick }: WildCall): Promise<void> {
    // Longer names are no requests, and have no answer.
    const call = name.slice(0, 100);
    const harmless = tamed(withKnown(input, known, pick), folder);
    const began = performance.now();
    siege.cases += 1;
    const blame = (what: string): void => {
      if (siege.faults.length < 50) siege.faults.push(`${call} ${what} for ${shown(harmless)}`);
    };
    const answer = answerSchema.safeParse(
      await send(call, harmless).catch((error: unknown) => {
        blame(String(error));
        throw error;
      }),
    );
    const ms = performance.now() - began;
    if (ms > siege.slowest.ms) siege.slowest = { ms, name: call };
    if (!answer.success) blame('is answered outside of the contract');
    else if (answer.data.ok) judgeValue(call, answer.data.value, blame);
    else judgeProblem(answer.data, blame);
  }

  function judgeValue(call: string, value: unknown, blame: (what: string) => void): void {
    siege.done += 1;
    siege.reached.add(call);
    if (!isName(call)) blame('is no call and was done');
    else if (!calls[call].output.safeParse(value).success) blame('gives what it may not give');
    learn(value, known);
  }

  function judgeProblem({ problem }: Answer & { ok: false }, blame: (what: string) => void): void {
    siege.refused.set(problem.code, (siege.refused.get(problem.code) ?? 0) + 1);
    if (problem.code === 'internal' || problem.code === 'engine-stopped') blame(problem.code);
    // As a person sees it: JSON writes half a character in six letters.
    const size = JSON.stringify(problem).replaceAll(/\\u[0-9a-f]{4}/g, '?').length;
    if (size > longestRefusal) blame(`is refused in ${size} letters (${problem.code})`);
    for (const language of ['ko', 'en'] as const) {
      const text = describeProblem(createTranslate(language), problem);
      if (text === '' || /\{\{\w+\}\}|^error\./.test(text))
        blame(`is refused without words: ${text.slice(0, 100)}`);
    }
  }

  return {
    siege,
    ask,
    async throw(wild, atOnce = 4) {
      for (let at = 0; at < wild.length; at += atOnce)
        await Promise.all(wild.slice(at, at + atOnce).map(attack));
    },
    async litter(messages) {
      const carried = messages.filter(
        (message) => !['undefined', 'bigint'].includes(typeof message),
      );
      for (const message of carried) port.post(tamed(message, folder));
      siege.cases += carried.length;
      await ask('sync.get', {});
    },
  };
}

const idSchema = z.looseObject({ kind: z.literal('answer'), id: z.number() });
const isName = (name: string): name is CallName => Object.hasOwn(calls, name);

function shown(input: unknown): string {
  try {
    return (JSON.stringify(input) ?? 'nothing').slice(0, 300);
  } catch {
    return 'what JSON has not';
  }
}

/** Keeps what a fuzzer thinks of within this computer and one folder. */
function tamed(value: unknown, folder: string, depth = 0): unknown {
  if (typeof value === 'string') return tamedText(value, folder);
  if (typeof value !== 'object' || value === null || depth > 50) return value;
  if (Array.isArray(value))
    return value.length > 1000 ? value : value.map((each) => tamed(each, folder, depth + 1));
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  const copy: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value))
    Object.defineProperty(copy, key, {
      value: tamed(inner, folder, depth + 1),
      enumerable: true,
      writable: true,
      configurable: true,
    });
  return copy;
}

function tamedText(text: string, folder: string): string {
  const trimmed = text.trim();
  if (trimmed.startsWith('/') && !trimmed.startsWith(folder))
    return join(folder, 'free', trimmed.slice(0, 200));
  return /^[a-z+]+:\/\//i.test(trimmed) && !/^https?:\/\/127\.0\.0\.1:1(?:\/|$)/.test(trimmed)
    ? 'http://127.0.0.1:1/'
    : text;
}

/** Remembers ids and cursors of an answer by their names. */
function learn(value: unknown, known: Map<string, unknown[]>, depth = 0): void {
  if (typeof value !== 'object' || value === null || depth > 4) return;
  for (const [key, inner] of Object.entries(value).slice(0, 20)) {
    if (typeof inner === 'string' || typeof inner === 'number') {
      const values = known.get(key) ?? [];
      if (values.length < 200 && !values.includes(inner)) values.push(inner);
      known.set(key, values);
    } else learn(inner, known, depth + 1);
  }
}

const otherNames: Readonly<Record<string, string>> = {
  after: 'next',
  ids: 'id',
  submissionId: 'id',
};

/** Every second time: what was named before, so that a call finds something. */
function withKnown(input: unknown, known: Map<string, unknown[]>, pick: number): unknown {
  if (pick % 2 === 0 || typeof input !== 'object' || input === null || Array.isArray(input))
    return input;
  return Object.fromEntries(
    Object.entries(input).map(([key, inner]) => {
      const values = known.get(key) ?? known.get(otherNames[key] ?? '') ?? [];
      const value = values[Math.floor(pick / 2) % Math.max(values.length, 1)];
      if (typeof value === typeof inner && value !== undefined) return [key, value];
      return Array.isArray(inner) && typeof inner[0] === typeof value && inner.length < 10
        ? [key, [value]]
        : [key, inner];
    }),
  );
}

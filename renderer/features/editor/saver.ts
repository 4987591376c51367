import type { CallOutput, Draft, DraftBody } from '../../../shared/contract/index.ts';
import type { Problem } from '../../../shared/errors.ts';
import type { EpochMs } from '../../../shared/time.ts';
import { problemOf } from '../../app/session.ts';

/** How what is on the screen stands to what is on disk. */
export type Saved =
  | { is: 'saved'; at: EpochMs | null }
  | { is: 'unsaved' }
  | { is: 'saving' }
  /** Not on disk; tried again by itself. */
  | { is: 'failed'; problem: Problem }
  /** Another window has saved meanwhile: a person decides whose words stay. */
  | { is: 'conflict' };

/** Saves as a person pauses, one save at a time; nothing is called saved before it is on disk. */
export interface Saver {
  /** Something has changed. */
  touch(): void;
  /** Saves now. @returns whether all is on disk */
  flush(): Promise<boolean>;
  /** The version that is on disk, for a call that goes on from it. */
  version(): number;
  /** After a conflict: what this window shows is saved over what the other one wrote. */
  overrule(): Promise<boolean>;
  close(): void;
}

/** A pause this long saves; however busy the typing, nothing stays unsaved longer than the other. */
const restMs = 400;
const longestMs = 2500;
const againMs = 2000;

export function openSaver(options: {
  version: number;
  /** On disk when it resolves. */
  save: (version: number, body: DraftBody) => Promise<CallOutput<'drafts.save'>>;
  /** What is on disk. */
  readAgain: () => Promise<Pick<Draft, 'version' | 'body'>>;
  read: () => DraftBody;
  tell: (saved: Saved) => void;
}): Saver {
  const { read, tell } = options;
  let { version } = options;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let unsavedSince: number | null = null;
  let tookMs = 0;
  let running: Promise<boolean> | null = null;
  /** Sent without an answer: it may be on disk all the same. */
  let unanswered: DraftBody | null = null;
  let stopped = false;

  function plan(wait: number): void {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => void flush(), wait);
  }

  function touch(): void {
    const now = performance.now();
    const first = unsavedSince === null;
    unsavedSince ??= now;
    // A long declaration takes longer to save, and is saved less often.
    const rest = Math.max(restMs, tookMs * 4);
    plan(Math.max(0, Math.min(rest, unsavedSince + Math.max(longestMs, rest) - now)));
    if (first && running === null) tell({ is: 'unsaved' });
  }

  async function flush(): Promise<boolean> {
    clearTimeout(timer);
    if (running !== null) {
      await running;
      return flush();
    }
    if (unsavedSince === null) return true;
    running = save();
    try {
      return await running;
    } finally {
      running = null;
    }
  }

  async function save(): Promise<boolean> {
    const body = read();
    const began = performance.now();
    unsavedSince = null;
    tell({ is: 'saving' });
    try {
      const answer = await options.save(version, body);
      ({ version } = answer);
      unanswered = null;
      tookMs = performance.now() - began;
      tell(isClean() ? { is: 'saved', at: answer.savedAt } : { is: 'unsaved' });
      return isClean();
    } catch (error) {
      unsavedSince ??= began;
      return failed(problemOf(error), body);
    }
  }

  const isClean = (): boolean => unsavedSince === null;

  async function failed(problem: Problem, body: DraftBody): Promise<boolean> {
    if (problem.code === 'draft-changed') {
      if (unanswered !== null && (await isOnDisk(unanswered))) return save();
      stopped = true;
      tell({ is: 'conflict' });
      return false;
    }
    if (problem.code === 'engine-stopped') unanswered = body;
    tell({ is: 'failed', problem });
    if (problem.code !== 'not-found') plan(againMs);
    return false;
  }

  /** Whether what went without an answer is what is there; it then goes on from there. */
  async function isOnDisk(body: DraftBody): Promise<boolean> {
    try {
      const there = await options.readAgain();
      if (JSON.stringify(there.body) !== JSON.stringify(body)) return false;
      ({ version } = there);
      unanswered = null;
      return true;
    } catch {
      return false;
    }
  }

  return {
    touch,
    flush,
    version: () => version,
    async overrule() {
      ({ version } = await options.readAgain());
      stopped = false;
      unsavedSince ??= performance.now();
      return flush();
    },
    close() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

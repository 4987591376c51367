import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  chunkBytes,
  largestFile,
  type CallOutput,
  type CellRepair,
  type EngineClient,
  type IntakePreview,
  type IntakeResult,
  type Mapping,
} from '../../../shared/contract/index.ts';
import type { Problem } from '../../../shared/errors.ts';
import { problemOf } from '../../app/session.ts';
import { archiveOf, divideDrop } from './join-documents.ts';
import { toBase64 } from './to-base64.ts';

/** How far a dropped file has come. Nothing is stored before the person has seen the preview. */
export type JobPhase =
  /** Others are open already; the engine keeps only so many. */
  | { name: 'waiting' }
  | { name: 'uploading'; sent: number }
  | { name: 'checking' }
  | { name: 'preview'; preview: IntakePreview; problem: Problem | null; isBusy: boolean }
  | { name: 'storing'; preview: IntakePreview; isCancelling: boolean }
  | { name: 'done'; result: IntakeResult; problem: Problem | null; preview: IntakePreview }
  | { name: 'undoing'; result: IntakeResult; preview: IntakePreview }
  | { name: 'undone'; answer: CallOutput<'intake.undo'> }
  | { name: 'failed'; problem: Problem };

export interface Job {
  key: number;
  name: string;
  size: number;
  file: File;
  intakeId: string | null;
  /** What went in so far; more than one where the storing was cancelled and went on. */
  batchIds: readonly number[];
  phase: JobPhase;
}

export interface Intake {
  store: StoreApi<{ jobs: readonly Job[] }>;
  add(files: readonly File[]): void;
  /** Reads the sheet in another way. */
  remap(job: Job, mapping: Mapping): Promise<void>;
  repair(job: Job, cells: readonly CellRepair[]): Promise<void>;
  /** Further good filings than the preview carries. */
  rows(job: Job, from: number): Promise<IntakePreview['rows']>;
  commit(job: Job): Promise<void>;
  /** Ends reading or storing; what is stored stays. */
  cancel(job: Job): void;
  undo(job: Job): Promise<void>;
  /** Puts the card away; what was not stored is forgotten by the engine too. */
  close(job: Job): void;
}

/** Files that are open in the engine at the same time; the others wait for their turn. */
const mostOpen = 6;
const openPhases = new Set<JobPhase['name']>(['uploading', 'checking', 'preview', 'storing']);

export function createIntake(engine: EngineClient): Intake {
  const store = createStore<{ jobs: readonly Job[] }>(() => ({ jobs: [] }));
  let lastKey = 0;
  /** What is asked of each file, to its last answer. */
  const turns = new Map<number, Promise<void>>();

  const find = (key: number): Job | undefined =>
    store.getState().jobs.find((job) => job.key === key);
  function change(key: number, change: Partial<Job>): void {
    store.setState(({ jobs }) => ({
      jobs: jobs.map((job) => (job.key === key ? { ...job, ...change } : job)),
    }));
    if (change.phase !== undefined) startNext();
  }
  const move = (key: number, phase: JobPhase): void => change(key, { phase });

  function startNext(): void {
    const { jobs } = store.getState();
    if (jobs.filter(({ phase }) => openPhases.has(phase.name)).length >= mostOpen) return;
    const next = jobs.findLast(({ phase }) => phase.name === 'waiting');
    if (next === undefined) return;
    const { key, file } = next;
    move(key, { name: 'uploading', sent: 0 });
    upload(key, file).catch((error: unknown) =>
      move(key, { name: 'failed', problem: problemOf(error) }),
    );
  }

  async function upload(key: number, file: File): Promise<void> {
    const { intakeId } = await engine.call('intake.begin', { name: file.name, size: file.size });
    change(key, { intakeId });
    for (let offset = 0; offset < file.size; offset += chunkBytes) {
      if (find(key) === undefined) return;
      const data = await toBase64(file.slice(offset, offset + chunkBytes));
      const { received } = await engine.call('intake.chunk', { intakeId, offset, data });
      move(key, { name: 'uploading', sent: received });
    }
    move(key, { name: 'checking' });
    show(key, await engine.call('intake.preview', { intakeId, mapping: null }));
  }

  const show = (key: number, preview: IntakePreview): void =>
    move(key, { name: 'preview', preview, problem: null, isBusy: false });

  function addOne(file: File, phase: JobPhase): void {
    lastKey += 1;
    const { name, size } = file;
    const job: Job = { key: lastKey, name, size, file, intakeId: null, batchIds: [], phase };
    store.setState(({ jobs }) => ({ jobs: [job, ...jobs] }));
    startNext();
  }

  function add(files: readonly File[]): void {
    const { alone, together } = divideDrop(files);
    for (const file of alone) addOne(file, firstPhase(file));
    const [first] = together;
    if (first === undefined) return;
    archiveOf(together).then(
      (archive) => addOne(archive, firstPhase(archive)),
      (error: unknown) => {
        const params = { name: first.name, detail: String(error) };
        addOne(first, { name: 'failed', problem: { code: 'file-unreadable', params } });
      },
    );
  }

  /**
   * Asks for another preview; the one that is shown stays until it comes. Those of a file go one
   * after the other: each answer stands for all before it.
   */
  function again(key: number, ask: (intakeId: string) => Promise<IntakePreview>): Promise<void> {
    const turn = (turns.get(key) ?? Promise.resolve()).then(async () => {
      const job = find(key);
      if (job?.phase.name !== 'preview' || job.intakeId === null) return;
      const { preview } = job.phase;
      move(key, { name: 'preview', preview, problem: null, isBusy: true });
      try {
        show(key, await ask(job.intakeId));
      } catch (error) {
        move(key, { name: 'preview', preview, problem: problemOf(error), isBusy: false });
      }
    });
    turns.set(key, turn);
    return turn;
  }

  async function commit(job: Job): Promise<void> {
    await turns.get(job.key);
    const { phase, intakeId, key } = find(job.key) ?? job;
    if ((phase.name !== 'preview' && phase.name !== 'done') || intakeId === null) return;
    const { preview } = phase;
    move(key, { name: 'storing', preview, isCancelling: false });
    try {
      const result = await engine.call('intake.commit', { intakeId });
      const { batchIds } = find(key) ?? job;
      change(key, {
        batchIds: result.batchId === null ? batchIds : [...batchIds, result.batchId],
        phase: { name: 'done', result, problem: null, preview },
      });
    } catch (error) {
      move(key, { name: 'preview', preview, problem: problemOf(error), isBusy: false });
    }
  }

  function cancel({ key, intakeId, phase }: Job): void {
    if (phase.name === 'storing') move(key, { ...phase, isCancelling: true });
    // The reading or storing that ends by it says so.
    if (intakeId !== null) engine.call('intake.cancel', { intakeId }).catch(() => undefined);
  }

  async function undo({ key, phase, batchIds }: Job): Promise<void> {
    if (phase.name !== 'done') return;
    const { result, preview } = phase;
    move(key, { name: 'undoing', result, preview });
    const answer = { removed: 0, kept: 0 };
    try {
      for (const batchId of batchIds.toReversed()) {
        const { removed, kept } = await engine.call('intake.undo', { batchId });
        answer.removed += removed;
        answer.kept += kept;
        change(key, { batchIds: batchIds.slice(0, batchIds.indexOf(batchId)) });
      }
      move(key, { name: 'undone', answer });
    } catch (error) {
      move(key, { name: 'done', result, problem: problemOf(error), preview });
    }
  }

  function close({ key, intakeId }: Job): void {
    store.setState(({ jobs }) => ({ jobs: jobs.filter((job) => job.key !== key) }));
    turns.delete(key);
    // One that the engine has forgotten already needs no second word.
    if (intakeId !== null) engine.call('intake.discard', { intakeId }).catch(() => undefined);
    startNext();
  }

  return {
    store,
    add,
    remap: ({ key }, mapping) =>
      again(key, (intakeId) => engine.call('intake.preview', { intakeId, mapping })),
    repair: ({ key }, cells) =>
      again(key, (intakeId) => engine.call('intake.repair', { intakeId, cells: [...cells] })),
    async rows({ intakeId }, from) {
      if (intakeId === null) return [];
      return (await engine.call('intake.rows', { intakeId, from, limit: 200 })).rows;
    },
    commit,
    cancel,
    undo,
    close,
  };
}

/** Whether a storing that was cancelled left something to go in after all. */
export const hasRest = ({ left }: IntakeResult): boolean => left !== undefined;

const firstPhase = (file: File): JobPhase =>
  file.size > largestFile ? { name: 'failed', problem: tooLarge(file) } : { name: 'waiting' };

function tooLarge(file: File): Problem {
  return {
    code: 'file-too-large',
    params: { name: file.name, size: megabytes(file.size), limit: megabytes(largestFile) },
  };
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1024 / 1024);
}

import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  chunkBytes,
  largestFile,
  type CallOutput,
  type EngineClient,
  type IntakePreview,
  type IntakeResult,
} from '../../../shared/contract/index.ts';
import type { FieldError, Problem } from '../../../shared/errors.ts';
import { problemOf } from '../../app/session.ts';

/** How far a dropped file has come. Nothing is stored before the person has seen the preview. */
export type JobPhase =
  | { name: 'uploading'; sent: number }
  | { name: 'checking' }
  | { name: 'preview'; preview: IntakePreview; problem: Problem | null }
  | { name: 'storing'; preview: IntakePreview }
  | { name: 'done'; result: IntakeResult; problem: Problem | null; errors: LeftOut }
  | { name: 'undoing'; result: IntakeResult; errors: LeftOut }
  | { name: 'undone'; answer: CallOutput<'intake.undo'> }
  | { name: 'failed'; problem: Problem };

/** What of the rows that were left out is to be corrected; it stays until the card is put away. */
type LeftOut = readonly FieldError[];

export interface Job {
  key: number;
  name: string;
  size: number;
  intakeId: string | null;
  phase: JobPhase;
}

export interface Intake {
  store: StoreApi<{ jobs: readonly Job[] }>;
  add(files: readonly File[]): void;
  commit(job: Job): Promise<void>;
  undo(job: Job): Promise<void>;
  /** Puts the card away; what was not stored is forgotten by the engine too. */
  close(job: Job): void;
}

export function createIntake(engine: EngineClient): Intake {
  const store = createStore<{ jobs: readonly Job[] }>(() => ({ jobs: [] }));
  let lastKey = 0;

  function change(key: number, change: Partial<Job>): void {
    store.setState(({ jobs }) => ({
      jobs: jobs.map((job) => (job.key === key ? { ...job, ...change } : job)),
    }));
  }
  const move = (key: number, phase: JobPhase): void => change(key, { phase });
  const isThere = (key: number): boolean => store.getState().jobs.some((job) => job.key === key);

  async function upload(key: number, file: File): Promise<void> {
    const { intakeId } = await engine.call('intake.begin', { name: file.name, size: file.size });
    change(key, { intakeId });
    for (let offset = 0; offset < file.size; offset += chunkBytes) {
      if (!isThere(key)) return;
      const data = await toBase64(file.slice(offset, offset + chunkBytes));
      const { received } = await engine.call('intake.chunk', { intakeId, offset, data });
      move(key, { name: 'uploading', sent: received });
    }
    move(key, { name: 'checking' });
    const preview = await engine.call('intake.preview', { intakeId });
    move(key, { name: 'preview', preview, problem: null });
  }

  function add(files: readonly File[]): void {
    for (const file of files) {
      lastKey += 1;
      const key = lastKey;
      const phase: JobPhase = { name: 'uploading', sent: 0 };
      const job: Job = { key, name: file.name, size: file.size, intakeId: null, phase };
      store.setState(({ jobs }) => ({ jobs: [job, ...jobs] }));
      if (file.size > largestFile) move(key, { name: 'failed', problem: tooLarge(file) });
      else
        upload(key, file).catch((error: unknown) =>
          move(key, { name: 'failed', problem: problemOf(error) }),
        );
    }
  }

  async function commit(job: Job): Promise<void> {
    const { phase, intakeId, key } = job;
    if (phase.name !== 'preview' || intakeId === null) return;
    const { preview } = phase;
    move(key, { name: 'storing', preview });
    move(
      key,
      await engine.call('intake.commit', { intakeId }).then(
        (result): JobPhase => ({ name: 'done', result, problem: null, errors: preview.errors }),
        (error: unknown): JobPhase => ({ name: 'preview', preview, problem: problemOf(error) }),
      ),
    );
  }

  async function undo(job: Job): Promise<void> {
    const { phase, key } = job;
    if (phase.name !== 'done' || phase.result.batchId === null) return;
    const { result, errors } = phase;
    move(key, { name: 'undoing', result, errors });
    move(
      key,
      await engine.call('intake.undo', { batchId: phase.result.batchId }).then(
        (answer): JobPhase => ({ name: 'undone', answer }),
        (error: unknown): JobPhase => ({
          name: 'done',
          result,
          problem: problemOf(error),
          errors,
        }),
      ),
    );
  }

  function close({ key, intakeId, phase }: Job): void {
    store.setState(({ jobs }) => ({ jobs: jobs.filter((job) => job.key !== key) }));
    const stored = phase.name === 'done' || phase.name === 'undone';
    // An intake that the engine has forgotten already needs no second word.
    if (intakeId !== null && !stored)
      engine.call('intake.discard', { intakeId }).catch(() => undefined);
  }

  return { store, add, commit, undo, close };
}

function tooLarge(file: File): Problem {
  return {
    code: 'file-too-large',
    params: { name: file.name, size: megabytes(file.size), limit: megabytes(largestFile) },
  };
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1024 / 1024);
}

function toBase64(part: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => {
      const text = typeof reader.result === 'string' ? reader.result : '';
      resolve(text.slice(text.indexOf(',') + 1));
    });
    reader.addEventListener('error', () => reject(reader.error ?? new Error('unreadable')));
    reader.readAsDataURL(part);
  });
}

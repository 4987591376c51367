import type { EvidenceProgress, MadeEvidence } from '../../shared/contract/evidence.ts';
import { NaruError } from '../../shared/errors.ts';
import type { AttachedFiles, PersonalData } from '../../shared/evidence/index.ts';
import type { Mode } from '../../shared/sync/sync-state.ts';
import type { Cancellation, Clock } from '../../shared/time.ts';
import {
  collectEvidence,
  makePackAside,
  readCheckPage,
  signingKey,
  writePack,
  type EvidenceSources,
  type EvidenceSpan,
} from '../evidence/index.ts';
import type { Store } from '../store/index.ts';

export const program = 'Naru 0.1.0';

export interface EvidenceWanted {
  store: Store;
  mode: Mode;
  clock: Clock;
  span: EvidenceSpan;
  personalData: PersonalData;
  attachedFiles: AttachedFiles;
  /** Full path of the folder to save in. */
  folder: string;
  sources: EvidenceSources;
  signal: Cancellation;
  /** Whether the store is still open: it may be closed between two slices. */
  isOpen(): boolean;
  /** Runs work during which the store is not closed. */
  whileOpen<T>(work: () => Promise<T>): Promise<T>;
  onProgress(progress: EvidenceProgress): void;
}

/**
 * Makes an evidence pack (증빙 자료), writes it, and notes in the journal that it was made and
 * whether personal data went with it.
 * @throws {NaruError} `evidence-span`, `evidence-cancelled`, `evidence-page-missing`,
 *   `folder-unusable`, and as the store
 */
export async function makeEvidence(wanted: EvidenceWanted): Promise<MadeEvidence> {
  const { store, mode, clock, span, personalData, attachedFiles, sources, signal } = wanted;
  const { onProgress } = wanted;
  if (span.from >= span.to)
    throw new NaruError('evidence-span', { from: inWords(span.from), to: inWords(span.to) });
  const page = readCheckPage();
  const key = signingKey(store, clock.now());
  onProgress({ phase: 'collecting', done: 0, total: 0 });
  const { input, journal, attachments } = await collectEvidence({
    store,
    mode,
    span,
    personalData,
    attachedFiles,
    madeAt: clock.now(),
    program,
    sources,
    pause: () => nextTurn(wanted),
    onProgress: (done, total) => onProgress({ phase: 'collecting', done, total }),
  });
  const { publicKey, fingerprint } = key;
  const pack = await makePackAside(
    { input, journal, attachments, page, publicKey, fingerprint },
    key,
    signal,
    (phase) => onProgress({ phase, done: 0, total: 0 }),
  );
  const counts = { filings: input.filings.length, attempts: input.attempts.length };
  const place = await wanted.whileOpen(async () => {
    await nextTurn(wanted);
    const written = await writePack(wanted.folder, span, pack);
    store.transaction((tables) => {
      const data = { ...span, personalData, attachedFiles, digest: pack.digest, ...counts };
      const at = clock.now();
      tables.journal.append({ at, filingId: null, before: null, kind: 'evidence-made', data });
    });
    return written;
  });
  const entries = input.journal.last.seq - input.journal.before.seq;
  return { ...place, digest: pack.digest, fingerprint, ...counts, entries };
}

/** Lets everything that waits for its turn have it. */
async function nextTurn({ signal, isOpen }: EvidenceWanted): Promise<void> {
  await new Promise<void>((resolve) => void setImmediate(resolve));
  if (signal.aborted || !isOpen()) throw new NaruError('evidence-cancelled');
}

const inWords = (at: number): string =>
  new Date(at + 9 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

import { NaruError, type Problem } from '../../shared/errors.ts';
import type { Clock, EpochMs, Random } from '../../shared/time.ts';
import { directly, type Outward } from '../central/outward.ts';
import { isPacingFileAddress, readPacingFile } from '../central/pacing-file.ts';
import type { Store, Tables } from '../store/index.ts';
import { openPacingFile, readPublicKey, type PacingFile } from './pacing-file.ts';
import {
  fileOf,
  keepPacingSetting,
  readPacingSetting,
  type PacingSubscription,
} from './pacing-setting.ts';
import { userAgent } from './user-agent.ts';

const timeoutMs = 15_000;
const hour = 3_600_000;
/** A fleet that starts together does not ask for its file together: the first look comes within this. */
const startSpreadMs = 30_000;

/**
 * Follows a file, or another one. The file that is kept goes with its issuer's key.
 * @throws {NaruError} `pacing-address-wrong`, `pacing-key-wrong`
 */
export function subscribePacing(
  store: Store,
  wanted: { address: string; publicKey: string },
  at: EpochMs,
): void {
  const { address } = wanted;
  if (!isPacingFileAddress(address)) throw new NaruError('pacing-address-wrong', { address });
  const publicKey = readPublicKey(wanted.publicKey);
  store.transaction((tables) => {
    const { own, subscription: before } = readPacingSetting(tables);
    // An issuer's last serial is remembered, so that none of its older files comes back.
    const file = before?.publicKey === publicKey ? before.file : null;
    const subscription = { address, publicKey, triedAt: null, problem: null, file };
    keepPacingSetting(tables, { own, subscription });
    append(tables, at, 'pacing-subscribed', { address, publicKey });
  });
}

export function unsubscribePacing(store: Store, at: EpochMs): void {
  store.transaction((tables) => {
    const { own, subscription } = readPacingSetting(tables);
    if (subscription === null) return;
    keepPacingSetting(tables, { own, subscription: null });
    append(tables, at, 'pacing-subscribed', { address: null, publicKey: null });
  });
}

/**
 * Looks for the file once and keeps it where it is good and newer; otherwise what was there stays.
 * Does nothing where the office follows none.
 * @throws {NaruError} as `Store.transaction`
 */
export async function lookForPacingFile(
  store: () => Store,
  clock: Clock,
  signal?: AbortSignal,
  outward: Outward = directly,
): Promise<void> {
  const { subscription } = store().read(readPacingSetting);
  if (subscription === null) return;
  const { address } = subscription;
  const how = { userAgent, outward, timeoutMs, ...(signal === undefined ? {} : { signal }) };
  const read = await readPacingFile(address, how);
  if (signal?.aborted === true) return;
  const at = clock.now();
  store().transaction((tables) => {
    const { own, subscription: now } = readPacingSetting(tables);
    // Meanwhile another may be followed, or the office be in practice.
    if (now?.address !== address || now.publicKey !== subscription.publicKey) return;
    const judged = judge(read, now, at);
    keepPacingSetting(tables, { own, subscription: { ...now, ...judged.keep, triedAt: at } });
    if (judged.taken !== null) append(tables, at, 'pacing-file-taken', particulars(judged.taken));
    const { problem } = judged.keep;
    const isNew = JSON.stringify(problem) !== JSON.stringify(now.problem);
    if (problem !== null && isNew && problem.code !== 'pacing-file-unreached')
      append(tables, at, 'pacing-file-refused', { code: problem.code, ...problem.params });
  });
}

type Judged = {
  keep: { problem: Problem | null; file: PacingSubscription['file'] };
  /** The file that holds from now on, where it is another one. */
  taken: PacingFile | null;
};

function judge(
  read: Awaited<ReturnType<typeof readPacingFile>>,
  subscription: PacingSubscription,
  at: EpochMs,
): Judged {
  const { file: kept } = subscription;
  try {
    if (read.is === 'unreached')
      throw new NaruError('pacing-file-unreached', { detail: read.detail });
    if (read.is === 'too-large') throw new NaruError('pacing-file-too-large');
    const text = Buffer.from(read.bytes).toString('utf8');
    if (text === kept?.text)
      return { keep: { problem: null, file: { text, fetchedAt: at } }, taken: null };
    const file = openPacingFile(read.bytes, subscription.publicKey);
    const known = fileOf(subscription)?.serial ?? 0;
    if (file.serial <= known)
      throw new NaruError('pacing-file-older', { serial: file.serial, known });
    if (at >= file.validUntil) throw new NaruError('pacing-file-expired', { serial: file.serial });
    return { keep: { problem: null, file: { text, fetchedAt: at } }, taken: file };
  } catch (error) {
    if (!(error instanceof NaruError)) throw error;
    return { keep: { problem: error.problem, file: kept }, taken: null };
  }
}

function particulars({ serial, validUntil, settings }: PacingFile) {
  return { serial, validUntil, ...settings };
}

function append(
  { journal }: Tables,
  at: EpochMs,
  kind: 'pacing-subscribed' | 'pacing-file-taken' | 'pacing-file-refused',
  data: Readonly<Record<string, string | number | null>>,
): void {
  journal.append({ at, filingId: null, before: null, kind, data });
}

export interface PacingWatch {
  stop(): Promise<void>;
}

/**
 * Looks soon after the start and then about every hour, and when the file that holds ends.
 * @param onLooked what is to happen then: the pacing may be another one
 */
export function watchPacingFile(
  store: () => Store,
  clock: Clock,
  random: Random,
  onLooked: () => void,
  outward: () => Outward = () => directly,
): PacingWatch {
  const stopping = new AbortController();
  const { signal } = stopping;

  /** In milliseconds. */
  function untilNext(): number {
    const about = hour * (0.75 + random() / 2);
    const file = fileOf(store().read(readPacingSetting).subscription);
    const left = file === null ? 0 : file.validUntil - clock.now();
    return left > 0 ? Math.min(about, left) : about;
  }
  async function run(): Promise<void> {
    let restMs = startSpreadMs * random();
    while (!signal.aborted) {
      await clock.sleep(restMs, signal);
      if (signal.aborted) return;
      try {
        await lookForPacingFile(store, clock, signal, outward());
        onLooked();
        restMs = untilNext();
      } catch {
        // A disk that refuses is the outbox's to tell, and a store is closed while the session is
        // opened again: the file is looked for again later, and the pacing stays as it is.
        restMs = hour / 4;
      }
    }
  }
  const running = run();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

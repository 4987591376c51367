import { webcrypto } from 'node:crypto';
import { constants } from 'node:fs';
import {
  access,
  lstat,
  mkdir,
  open,
  rename,
  rm,
  writeFile,
  type FileHandle,
} from 'node:fs/promises';
import { basename, dirname, join, parse } from 'node:path';
import { describeFieldError } from '../../shared/documents/index.ts';
import { NaruError, type FieldError } from '../../shared/errors.ts';
import { createTranslate, describeProblem, type Translate } from '../../shared/i18n/index.ts';
import type { EpochMs } from '../../shared/time.ts';
import { checkFileSize, startReader } from '../intake/index.ts';
import type { Engaged } from './engaged.ts';
import type { HotFolderSetting } from './hot-folder.ts';
import { readingPatience, withPatience, type Patience } from './patience.ts';
import { intakeHints, readerSource } from './intake-source.ts';
import { takeIn } from './take-in.ts';

const takenFolder = 'taken';
const asideFolder = 'set-aside';
/** Where files go when they have been dealt with: all of it went in, or something is to be mended. */
export const subfolders = [takenFolder, asideFolder] as const;

/**
 * Whoever may write into the folder may put a link or a pipe where a file was seen: neither is
 * followed nor waited for. Windows has no such flags.
 */
const readAsItIs =
  // oxlint-disable-next-line typescript/no-unnecessary-condition
  constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** What came of a file. */
interface Fate {
  at: EpochMs;
  batchId: number | null;
  added: number;
  known: number;
  broken: number;
  errors: readonly FieldError[];
  /** Why it could not be read at all, in words. */
  problem: string | null;
}

/**
 * Takes one file in, good filings alone, and moves it out of the way with a report beside it. The
 * same content is taken in once, also after an end between storing and moving.
 * @throws {NaruError} what no other file would fare better with: a full disk, no office; and
 *   `file-took-too-long` where the disk or share does not give its bytes
 */
export async function takeHotFile(
  path: string,
  { language }: HotFolderSetting,
  engaged: Engaged,
  signal: AbortSignal,
  patience: Patience = readingPatience,
): Promise<void> {
  const { session, clock, line } = engaged;
  const name = basename(path);
  const t = createTranslate(language);
  const nothing = { at: clock.now(), batchId: null, added: 0, known: 0, broken: 0, errors: [] };
  const describe = (error: FieldError): string => describeFieldError(t, language, error);
  const bytes = await readInTime(path, name, patience);
  if (bytes === null) return;
  if (bytes instanceof NaruError) {
    const fate: Fate = { ...nothing, problem: describeProblem(t, bytes.problem) };
    await move(path, asideFolder, reportOf(name, fate, describe, t), t);
    return;
  }
  const digest = await digestOf(bytes);
  const before = session().store.read(({ hotFiles }) => hotFiles.byDigest(digest));
  if (before !== null && before.trouble === null) {
    await move(path, takenFolder, [t('intake.report.already', { at: moment(before.at) })], t);
    return;
  }
  const fate = await line.join(() => store(name, bytes, engaged, t, { signal, patience }, nothing));
  if (fate === null) return;
  const trouble = troubleOf(fate, t);
  session().store.transaction(({ hotFiles }) =>
    hotFiles.add({ digest, name, at: clock.now(), batchId: fate.batchId, trouble }),
  );
  const folder = trouble === null ? takenFolder : asideFolder;
  await move(path, folder, reportOf(name, fate, describe, t), t);
}

/** Off the main loop: a large file takes a while. */
async function digestOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return Buffer.from(await webcrypto.subtle.digest('SHA-256', bytes)).toString('hex');
}

/** A share may hold a reading up for ever: it is left there, and tried again at the next look. */
function readInTime(
  path: string,
  name: string,
  patience: Patience,
): Promise<Uint8Array<ArrayBuffer> | NaruError | null> {
  const end = new AbortController();
  return withPatience(readWhole(path, name, end.signal), patience, () => {
    end.abort();
    return tookTooLong(name, patience);
  });
}

const tookTooLong = (name: string, { ms }: Patience): NaruError =>
  new NaruError('file-took-too-long', { name, minutes: Math.ceil(ms / 60_000) });

/**
 * The file's bytes; `null` where it changed meanwhile or cannot be read yet, and the error where it
 * is too large.
 */
async function readWhole(
  path: string,
  name: string,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer> | NaruError | null> {
  let file: FileHandle | null = null;
  try {
    file = await open(path, readAsItIs);
    const before = await file.stat();
    if (!before.isFile()) return null;
    checkFileSize(name, before.size);
    const bytes = await file.readFile({ signal });
    const after = await file.stat();
    const isSame = before.size === after.size && before.mtimeMs === after.mtimeMs;
    return isSame && bytes.byteLength === after.size ? new Uint8Array(bytes) : null;
  } catch (error) {
    return error instanceof NaruError ? error : null;
  } finally {
    await file?.close();
  }
}

/** `null` where the program ends before anything was stored. */
async function store(
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
  { session, clock, changes }: Engaged,
  t: Translate,
  { signal, patience }: { signal: AbortSignal; patience: Patience },
  nothing: Omit<Fate, 'problem'>,
): Promise<Fate | null> {
  const { store, wake } = session();
  const reader = startReader(name);
  const cancel = (): void => reader.close();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    const hints = intakeHints(store);
    const reading = reader.ask('open', { name, bytes, hints }, [bytes.buffer]);
    const view = await withPatience(reading, patience, () => {
      reader.close();
      return tookTooLong(name, patience);
    });
    if (view.unclear !== null) return { ...nothing, problem: describeProblem(t, view.unclear) };
    const stored = await takeIn(readerSource(reader, view), {
      store,
      clock,
      name,
      isCancelled: () => signal.aborted,
      onProgress(_done, added) {
        changes.filings(added);
        wake();
      },
    });
    if (stored.left !== undefined) return null;
    const { broken, errors } = view;
    return { ...nothing, ...stored, broken, errors, problem: null };
  } catch (error) {
    if (!(error instanceof NaruError)) throw error;
    if (error.problem.code === 'intake-cancelled') return null;
    if (!isOfFile(error)) throw error;
    return { ...nothing, problem: describeProblem(t, error.problem) };
  } finally {
    signal.removeEventListener('abort', cancel);
    reader.close();
  }
}

const isOfFile = ({ problem }: NaruError): boolean => /^(?:file|json|csv)-/.test(problem.code);

function troubleOf({ problem, broken }: Fate, t: Translate): string | null {
  if (problem !== null) return problem;
  return broken === 0 ? null : t('intake.report.broken', { count: broken });
}

function reportOf(
  name: string,
  { at, added, known, broken, errors, problem }: Fate,
  describe: (error: FieldError) => string,
  t: Translate,
): string[] {
  const wentIn = added + known > 0;
  const head = broken === 0 && problem === null ? 'taken' : wentIn ? 'partly' : 'setAside';
  return [
    t(`intake.report.${head}`),
    t('intake.report.file', { name }),
    t('intake.report.at', { at: moment(at) }),
    ...(problem === null
      ? [
          t('intake.report.added', { count: added }),
          t('intake.report.known', { count: known }),
          t('intake.report.broken', { count: broken }),
        ]
      : [problem]),
    ...(errors.length === 0 ? [] : ['', t('intake.report.cure'), ...errors.map(describe)]),
  ];
}

/** Moves a file into a subfolder under a name that is free there, after writing its report. */
async function move(path: string, folder: string, report: string[], t: Translate): Promise<void> {
  const into = join(dirname(path), folder);
  const { name, ext } = parse(path);
  try {
    await mkdir(into, { recursive: true });
    // A link would lead files and reports to wherever its maker likes.
    if (!(await lstat(into)).isDirectory())
      throw new NaruError('folder-unusable', { folder: into, detail: 'link' });
    for (let n = 1; ; n += 1) {
      const target = join(into, n === 1 ? `${name}${ext}` : `${name} (${n})${ext}`);
      if (await isThere(target)) continue;
      // With a mark, by which editors on Windows know UTF-8, and with their line ends.
      const text = `\uFEFF${report.join('\r\n')}\r\n`;
      const reportPath = `${target}.${t('intake.report.suffix')}.txt`;
      await rm(reportPath, { force: true });
      await writeFile(reportPath, text, { flag: 'wx' });
      await rename(path, target);
      return;
    }
  } catch (error) {
    if (error instanceof NaruError) throw error;
    const detail = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new NaruError('folder-unusable', { folder: into, detail }, error);
  }
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

const koreanTime = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Seoul',
  dateStyle: 'short',
  timeStyle: 'medium',
});
const moment = (at: EpochMs): string => koreanTime.format(at);

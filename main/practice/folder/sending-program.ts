import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays, epochMs, koreanDate, type Clock, type EpochMs } from '../../../shared/time.ts';
import { openBook, type Book, type BookEntry } from '../book.ts';
import { practicePace, type Pace } from '../life.ts';
import { deliveryOf, fateOf, type Unkindness } from './fates.ts';
import { readHandedIn, type HandedIn } from './handed-in.ts';
import { noticeBytes, type NoticeText } from './notice-xml.ts';
import { sayingsOf } from './sayings.ts';

interface SendingProgramOptions {
  /** Where it picks documents up. */
  send: string;
  /** Where it moves them, into dated subfolders; `null`: it deletes them. */
  sent: string | null;
  /** Where it puts notices, into dated subfolders. */
  receive: string;
  seed: number;
  unkindness: Unkindness;
  clock: Clock;
  pace?: Partial<Pace>;
  /** File that keeps what was taken; in memory without one. */
  store?: string;
}

/** A document that was picked up. */
export interface PickedUp {
  subject: string;
  declarationNo: string;
  file: string;
  digest: string;
  at: EpochMs;
  refused: boolean;
  /** Nothing is ever heard of it. */
  isSilent: boolean;
}

/** A sending program behind a pair of folders, with the practice central system behind it. */
export interface SendingProgram {
  /** Does all that is due: picks up, lets customs decide, writes notices. */
  step(): void;
  pickedUp(): readonly PickedUp[];
  ledger(): BookEntry[];
  /** Documents handed in again without an error notice that had been there to read. */
  twice(): readonly PickedUp[];
  /** Whether notices are still to be written. */
  isBusy(): boolean;
  close(): void;
}

interface Write {
  at: number;
  file: string;
  bytes: Uint8Array;
  /** Bytes that are written first, without the rest. */
  half: number;
  /** What the notice makes known once it is whole. */
  onWhole: () => void;
}

const cursorLimit = 500;

/** @throws what the file system throws */
export function createSendingProgram(options: SendingProgramOptions): SendingProgram {
  const { send, sent, receive, seed, unkindness, clock } = options;
  const name = clock.now().toString(36);
  const book: Book = openBook(options.store ?? ':memory:', name, seed, {
    ...practicePace,
    ...options.pace,
  });
  for (const folder of [send, receive, ...(sent === null ? [] : [sent])])
    mkdirSync(folder, { recursive: true });
  const firstSeen = new Map<string, EpochMs>();
  const pickedUp: PickedUp[] = [];
  const twice: PickedUp[] = [];
  /** Documents whose error notice lies in the receiving folder. */
  const knownRefused = new Set<string>();
  const documents = new Map<string, HandedIn>();
  const silent = new Set<string>();
  let writes: Write[] = [];
  let cursor: string | null = null;
  let written = 0;

  function pickUp(now: EpochMs): void {
    for (const file of readdirSync(send).toSorted()) {
      if (file.startsWith('.')) continue;
      const bytes = readFileSync(join(send, file));
      const handed = readHandedIn(bytes, nextAmendment);
      const subject = handed?.subject ?? file;
      const seen = firstSeen.get(file) ?? now;
      firstSeen.set(file, seen);
      const nth = 1 + pickedUp.filter((before) => before.subject === subject).length;
      const fate = fateOf(seed, subject, nth, unkindness);
      if (seen + fate.liesMs > now) continue;
      firstSeen.delete(file);
      moveAway(file, now);
      if (handed !== null) handIn(handed, file, nth, now);
    }
  }

  /** An amendment's document does not say which it is: it is the next one, or one that came before. */
  function nextAmendment(declarationNo: string, digest: string): number {
    const earlier = pickedUp.filter(({ subject }) =>
      subject.startsWith(`${declarationNo}/amendments/`),
    );
    const same = earlier.findLast((document) => document.digest === digest);
    if (same !== undefined) return Number(same.subject.split('/').at(-1));
    const taken = new Set(earlier.filter(({ refused }) => !refused).map(({ subject }) => subject));
    return taken.size + 1;
  }

  function moveAway(file: string, now: EpochMs): void {
    if (sent === null) return rmSync(join(send, file));
    const folder = join(sent, compactDay(now));
    mkdirSync(folder, { recursive: true });
    renameSync(join(send, file), join(folder, file));
  }

  function handIn(handed: HandedIn, file: string, nth: number, now: EpochMs): void {
    const { subject, declarationNo, digest } = handed;
    const fate = fateOf(seed, subject, nth, unkindness);
    const earlier = pickedUp.filter((before) => before.subject === subject);
    const refusal = refusalOf(handed, fate.refuses);
    const entry = {
      subject,
      declarationNo,
      file,
      digest,
      at: now,
      refused: refusal !== null,
      isSilent: fate.isSilent,
    };
    pickedUp.push(entry);
    if (earlier.some((before) => !before.refused) || (nth > 1 && !knownRefused.has(subject)))
      twice.push(entry);
    knownRefused.delete(subject);
    documents.set(subject, handed);
    if (fate.isSilent) silent.add(subject);
    else silent.delete(subject);
    if (refusal !== null) {
      const code = fate.refuses ?? 'R20';
      write(subject, about(handed, code, now, { errors: refusal }), () =>
        knownRefused.add(subject),
      );
      return;
    }
    const taken = take(handed, now);
    const stray = about(handed, 'R20', now, { errors: ['일시적 오류로 다시 확인합니다.'] });
    if (fate.strayError === 'before') write(subject, stray);
    const code = handed.isExport ? '5AF' : 'R99';
    write(subject, about(handed, code, now, { receiptNo: taken, words: '접수되었습니다.' }));
    if (fate.strayError === 'after') write(subject, { ...stray, at: epochMs(now + 1000) });
    if (handed.part === 'synchronisation') answerSynchronisation(handed, now);
  }

  function refusalOf(handed: HandedIn, planned: 'R20' | 'INF' | null): string[] | null {
    if (planned !== null) return ['품명·규격을 확인할 수 없습니다.', '순중량이 총중량보다 큽니다.'];
    const { part, subject, digest, declarationNo } = handed;
    if (part === 'synchronisation')
      return book.find(declarationNo) === null ? ['해당 신고가 없습니다.'] : null;
    const before = book.find(subject);
    if (before !== null && before.digest !== digest) return ['이미 접수된 신고번호입니다.'];
    if (part !== 'declaration' && book.find(declarationNo) === null)
      return ['정정 또는 취하할 신고가 없습니다.'];
    return null;
  }

  /** @returns the receipt's number */
  function take(handed: HandedIn, now: EpochMs): string {
    const { part, subject, declarationNo, digest, bytes } = handed;
    if (part === 'synchronisation') return `S${name.toUpperCase()}-${pickedUp.length}`;
    const before = book.find(subject);
    if (before?.receiptNo != null) return before.receiptNo;
    const size = bytes.byteLength;
    const taken = book.take({ subject, declarationNo, part, digest, bytes: size, now, pend: null });
    return taken.receiptNo ?? '';
  }

  function answerSynchronisation(handed: HandedIn, now: EpochMs): void {
    const copy = documents.get(handed.declarationNo)?.xml;
    const code = handed.isExport ? '5TH' : '5TF';
    const more = copy === undefined ? { words: '사본이 없습니다.' } : { copy };
    write(handed.subject, about(handed, code, now, more));
  }

  /** What customs has decided since, each in its documents. */
  function decide(now: EpochMs): void {
    book.advance(now);
    const page = book.notices(cursor, cursorLimit, 0);
    if (page === null) return;
    cursor = page.next;
    for (const notice of page.notices) {
      const { declarationNo, kind } = notice;
      const subject = subjectOf(declarationNo, kind);
      const handed = documents.get(subject);
      if (handed === undefined) continue;
      const about = { declarationNo, original: handed.code, isExport: handed.isExport };
      for (const text of sayingsOf(notice, about)) write(subject, text);
    }
  }

  /** Which document a decision was about: the book tells its declaration alone. */
  function subjectOf(declarationNo: string, kind: string): string {
    if (kind === 'withdrawn') return `${declarationNo}/withdrawal`;
    if (kind !== 'amended') return declarationNo;
    const prefix = `${declarationNo}/amendments/`;
    const last = pickedUp.findLast(
      ({ subject, refused }) => subject.startsWith(prefix) && !refused,
    );
    return last?.subject ?? declarationNo;
  }

  function write(subject: string, text: NoticeText, onWhole: () => void = () => {}): void {
    if (silent.has(subject)) return;
    const now = epochMs(Math.max(clock.now(), text.at));
    written += 1;
    const delivery = deliveryOf(seed, `${subject} ${text.code} ${written}`, unkindness);
    const bytes = noticeBytes(text, delivery.form);
    const folder = compactDay(now, delivery.daysAgo);
    const put = (at: number, n: number): void => {
      const file = join(folder, `GOVCBR${text.code}_${String(written).padStart(6, '0')}_${n}.xml`);
      const half = delivery.halfMs === 0 ? 0 : Math.floor(bytes.length / 2);
      const last = { at: at + delivery.halfMs, file, bytes, half: 0, onWhole };
      if (half > 0) writes.push({ at, file, bytes, half, onWhole: () => {} });
      writes.push(last);
    };
    put(now + delivery.lateMs, 1);
    if (delivery.againAfterMs !== null) put(now + delivery.lateMs + delivery.againAfterMs, 2);
  }

  function writeDue(now: EpochMs): void {
    const due = writes.filter(({ at }) => at <= now).toSorted((a, b) => a.at - b.at);
    writes = writes.filter(({ at }) => at > now);
    for (const { file, bytes, half, onWhole } of due) {
      const path = join(receive, file);
      mkdirSync(join(path, '..'), { recursive: true });
      writeFileSync(path, half > 0 ? bytes.subarray(0, half) : bytes);
      onWhole();
    }
  }

  return {
    step() {
      const now = clock.now();
      pickUp(now);
      decide(now);
      writeDue(now);
    },
    pickedUp: () => pickedUp,
    ledger: () => book.entries(),
    twice: () => twice,
    isBusy: () => writes.length > 0,
    close: () => book.close(),
  };
}

const compactDay = (at: EpochMs, daysAgo = 0): string =>
  addDays(koreanDate(at), -daysAgo).replaceAll('-', '');

/** What customs says of a document that was handed in. */
function about(
  { declarationNo, code: original }: HandedIn,
  code: string,
  at: EpochMs,
  more: Partial<NoticeText>,
): NoticeText {
  return { code, declarationNo, original, at, ...more };
}

import * as fc from 'fast-check';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  exportAll,
  inspectBackup,
  listBackups,
  makeBackup,
  openAside,
  putInPlace,
  recipientOf,
  workFolder,
} from '../../../main/backup/index.ts';
import { csvRow } from '../../../main/backup/csv.ts';
import { openKey, sealKey } from '../../../main/backup/passphrase.ts';
import { dueAt, daysTooOld, noPlan } from '../../../main/backup/plan.ts';
import { toRemove, type Aged } from '../../../main/backup/rotation.ts';
import { readSoundness } from '../../../main/engine/data-upkeep.ts';
import { enqueue } from '../../../main/outbox/index.ts';
import {
  openDataFolder,
  readRestored,
  type DataFolder,
  type Store,
} from '../../../main/store/index.ts';
import { epochMs, koreanDate, type EpochMs } from '../../../shared/time.ts';
import { now, office, problemOf, sample, tempFolder } from '../store/store-samples.ts';

const day = 24 * 3_600_000;
const passphrase = '나루터에 눈이 내린다 2026';

interface Place {
  root: string;
  data: string;
  share: string;
  folder: DataFolder;
  store: Store;
}

/** Each office begins with an entry of its own. */
let offices = 0;

function place(count = 5): Place {
  offices += 1;
  const root = tempFolder();
  const data = join(root, 'data');
  const share = join(root, 'share');
  mkdirSync(share);
  const folder = openDataFolder({ folder: data, owner: 'test', now: new Date(now) });
  const store = folder.openStore('real');
  store.transaction(({ settings, journal }) => {
    settings.set('office', office);
    const data = { office: offices };
    journal.append({ at: now, filingId: null, before: null, kind: 'office-set', data });
  });
  const filings = Array.from({ length: count }, (_, n) => sample(`ref-${n}`));
  enqueue(store, filings, { office, at: now, batchId: null });
  return { root, data, share, folder, store };
}

function backUp({ data, share, store }: Place, made: EpochMs, more = {}) {
  return makeBackup({
    is: 'backup',
    file: store.file,
    key: store.key,
    mode: 'real',
    made,
    folder: share,
    name: null,
    work: workFolder(data),
    recipient: null,
    carried: null,
    keep: null,
    ...more,
  });
}

function look(at: Place, file: string, phrase: string | null, key = at.store.key) {
  const into = join(workFolder(at.data), 'restore.db');
  return inspectBackup({ file, passphrase: phrase, key, into, present: at.store.file });
}

const close = ({ store, folder }: Place): void => {
  store.close();
  folder.release();
};

describe('a backup', () => {
  test('opens on another computer by its passphrase alone, under that one’s own key', () => {
    const mine = place();
    const recipient = recipientOf(passphrase);
    const { file } = backUp(mine, now, { recipient });
    const other = place(2);
    expect(other.folder.key.equals(mine.folder.key)).toBe(false);
    const wrong = 'another passphrase';
    expect(problemOf(() => look(other, file, null)).code).toBe('backup-passphrase-needed');
    expect(problemOf(() => look(other, file, wrong)).code).toBe('backup-passphrase-wrong');
    // Typed on another system, the same syllables come in another form.
    const seen = look(other, file, passphrase.normalize('NFD'));
    expect(seen.preview.copy.filings).toBe(5);
    expect(seen.preview.isSameLine).toBe(false);
    expect(readFileSync(file).includes('ref-1')).toBe(false);
    close(mine);
    close(other);
  });

  test('without a passphrase opens only where its key is', () => {
    const mine = place();
    const { file } = backUp(mine, now);
    const other = place(1);
    expect(problemOf(() => look(other, file, passphrase)).code).toBe('backup-key-missing');
    expect(look(mine, file, null).preview.unknown.count).toBe(0);
    close(mine);
    close(other);
  });

  test('with any byte changed is refused', () => {
    const mine = place();
    const { file } = backUp(mine, now);
    const whole = readFileSync(file);
    const spoiled = join(mine.share, 'spoiled');
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const bytes = Buffer.from(whole);
        bytes.writeUInt8(bytes.readUInt8(at) ^ change, at);
        writeFileSync(spoiled, bytes);
        const { code } = problemOf(() => look(mine, spoiled, null));
        expect(code.startsWith('backup-')).toBe(true);
      }),
      { numRuns: 60 },
    );
    writeFileSync(spoiled, whole.subarray(0, whole.length - 1));
    expect(problemOf(() => look(mine, spoiled, null)).code).toBe('backup-damaged');
    close(mine);
  });

  test('to a folder that is gone says so, and leaves nothing behind', () => {
    const mine = place();
    rmSync(mine.share, { recursive: true });
    expect(problemOf(() => backUp(mine, now)).code).toBe('backup-folder-gone');
    expect(existsSync(workFolder(mine.data))).toBe(false);
    close(mine);
  });

  test('of data that is not sound is not kept', () => {
    const mine = place();
    mine.store.tables.connection.exec("UPDATE filing SET customs = 'released' WHERE id = 2");
    expect(problemOf(() => backUp(mine, now)).code).toBe('backup-unsound');
    expect(readdirSync(mine.share)).toEqual([]);
    close(mine);
  });

  test('replaces what is too old once it is whole, and nobody else’s', () => {
    const mine = place();
    const other = place(1);
    const keep = { days: 2, weeks: 0, months: 0 };
    const theirs = backUp({ ...other, share: mine.share }, epochMs(now - 9 * day));
    for (const ago of [3, 2, 1, 0]) backUp(mine, epochMs(now - ago * day), { keep });
    const left = listBackups(mine.share);
    expect(left.map(({ header }) => header.made)).toEqual([now, now - day, now - 9 * day]);
    expect(left.at(-1)?.file).toBe(theirs.file);
    close(mine);
    close(other);
  });

  test('does not keep the writer waiting', { timeout: 60_000 }, async () => {
    const mine = place(400);
    const aside = openAside();
    const made = aside.make({
      is: 'backup',
      file: mine.store.file,
      key: mine.store.key,
      mode: 'real',
      made: now,
      folder: mine.share,
      name: null,
      work: workFolder(mine.data),
      recipient: null,
      carried: null,
      keep: null,
    });
    const progress = { isMade: false };
    const ended = made.finally(() => (progress.isMade = true));
    let writes = 0;
    for (; !progress.isMade; writes += 1) {
      enqueue(mine.store, [sample(`more-${writes}`)], { office, at: now, batchId: null });
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    const { filings } = await ended;
    expect(writes).toBeGreaterThan(2);
    expect(filings).toBeGreaterThanOrEqual(400);
    expect(filings).toBeLessThanOrEqual(400 + writes);
    close(mine);
  });
});

describe('a passphrase', () => {
  test('seals each time anew, and gives the key back', () => {
    const key = Buffer.alloc(32, 9);
    const recipient = recipientOf(passphrase);
    const [one, two] = [sealKey(key, recipient), sealKey(key, recipient)];
    expect(one.sealed).not.toBe(two.sealed);
    expect(openKey(one, passphrase).equals(key)).toBe(true);
    expect(JSON.stringify(recipient)).not.toContain('나루');
  });
  test('that is short is refused', () => {
    expect(problemOf(() => recipientOf('짧은 암호')).code).toBe('backup-passphrase-short');
  });
});

describe('rotation', () => {
  const keep = { days: 7, weeks: 4, months: 12 };
  const ages = fc.array(fc.integer({ min: 0, max: 500 * day }), { minLength: 1, maxLength: 80 });

  test('never removes the newest, nor all of a day, week or month that counts', () => {
    fc.assert(
      fc.property(ages, (all) => {
        const backups = all.map((age, i): Aged => ({ file: `${i}`, made: epochMs(now - age) }));
        const gone = new Set(toRemove(backups, keep, now));
        const left = backups.filter((each) => !gone.has(each));
        const newest = Math.max(...backups.map(({ made }) => made));
        expect(left.some(({ made }) => made === newest)).toBe(true);
        const days = [...new Set(backups.map(({ made }) => koreanDate(made)))].toSorted().slice(-7);
        for (const each of days)
          expect(left.some(({ made }) => koreanDate(made) === each)).toBe(true);
        const months = new Set(backups.map(({ made }) => koreanDate(made).slice(0, 7)));
        for (const each of [...months].toSorted().slice(-12))
          expect(left.some(({ made }) => koreanDate(made).startsWith(each))).toBe(true);
        expect(left.length).toBeLessThanOrEqual(7 + 4 + 12);
        // What stays, stays.
        expect(toRemove(left, keep, now)).toEqual([]);
      }),
    );
  });

  test('keeps one of a span, and the newest whatever is chosen', () => {
    const hours = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(hours, fc.integer({ min: 0, max: 3 }), (all, days) => {
        const backups = all.map((age, i): Aged => ({
          file: `${i}`,
          made: epochMs(now - age * 3_600_000),
        }));
        const gone = new Set(toRemove(backups, { days, weeks: 0, months: 0 }, now));
        const left = backups.filter((each) => !gone.has(each));
        const had = new Set(backups.map(({ made }) => koreanDate(made))).size;
        expect(left).toHaveLength(Math.max(1, Math.min(days, had)));
        expect(left.map(({ made }) => made)).toContain(
          Math.max(...backups.map(({ made }) => made)),
        );
      }),
    );
  });

  test('leaves alone what a clock set back makes future', () => {
    const future = [1, 2, 3].map((n) => ({ file: `a${n}`, made: epochMs(now + day + n) }));
    const backups = [...future, { file: 'b', made: now }];
    expect(toRemove(backups, keep, now)).toEqual([]);
  });
});

describe('the schedule', () => {
  const plan = { ...noPlan, folder: '/x', setAt: now };
  const last = { at: now, file: '', bytes: 0, filings: 0 };
  test('is due after its hours, at once at first, and where the clock was set back', () => {
    expect(dueAt(noPlan, last, now)).toBeNull();
    expect(dueAt(plan, null, now)).toBe(now);
    expect(dueAt(plan, last, now)).toBe(now + day);
    expect(dueAt(plan, { ...last, at: epochMs(now + 9 * day) }, now)).toBe(now);
  });
  test('is told of as too old after two days', () => {
    expect(daysTooOld(plan, last, epochMs(now + 2 * day))).toBeNull();
    expect(daysTooOld(plan, last, epochMs(now + 2 * day + 1))).toBe(2);
    expect(daysTooOld(plan, null, epochMs(now + 3 * day + 1))).toBe(3);
    expect(daysTooOld(noPlan, null, epochMs(now + 99 * day))).toBeNull();
  });
});

describe('a database put in place', () => {
  test('keeps what was there, holds sending, and gives no number again', () => {
    const mine = place(3);
    const found = { at: now, finding: 'integrity' };
    mine.store.transaction(({ settings }) => settings.set('soundness', found));
    const { file } = backUp(mine, now);
    const given = new Set<string>();
    for (let n = 0; n < 70; n += 1)
      enqueue(mine.store, [sample(`later-${n}`)], { office, at: now, batchId: null });
    for (const row of mine.store.tables.connection
      .prepare<[], string>('SELECT declaration_no FROM filing')
      .pluck()
      .iterate())
      given.add(row);
    look(mine, file, null);
    mine.store.close();
    const kept = putInPlace({
      dataFolder: mine.data,
      mode: 'real',
      key: mine.folder.key,
      database: join(workFolder(mine.data), 'restore.db'),
      why: 'restored',
      at: now,
      carried: null,
    });
    expect(kept === null ? false : existsSync(kept)).toBe(true);
    const store = mine.folder.openStore('real');
    const mark = store.read(readRestored);
    expect(mark).toMatchObject({ why: 'restored', noticesRead: false });
    // The check of the one before does not speak of this one.
    expect(readSoundness(store)).toBeNull();
    expect(mark?.series).toHaveLength(1);
    const next = store.transaction(({ serials }) => serials.next(office.declarant, 2026, 'M'));
    expect(given).not.toContain(next);
    store.close();
    mine.folder.release();
  });

  test('by hand, as a copy of the file, is noticed at the next start', () => {
    const mine = place(3);
    mine.store.close();
    const copy = readFileSync(mine.store.file);
    const again = mine.folder.openStore('real');
    enqueue(again, [sample('a'), sample('b')], { office, at: now, batchId: null });
    // Beyond what one write has covered: only then is an entry of today known beside.
    for (let n = 0; n < 60; n += 1)
      enqueue(again, [sample(`c-${n}`)], { office, at: now, batchId: null });
    const given = again.tables.connection
      .prepare<[], string>('SELECT declaration_no FROM filing')
      .pluck()
      .all();
    again.close();
    writeFileSync(mine.store.file, copy);
    const older = mine.folder.openStore('real');
    expect(older.read(readRestored)?.why).toBe('found-older');
    const next = older.transaction(({ serials }) => serials.next(office.declarant, 2026, 'M'));
    expect(given).not.toContain(next);
    older.close();
    // Once noticed, it is the one that counts.
    mine.folder.openStore('real').close();
    mine.folder.release();
  });
});

describe('the export', () => {
  test('writes every table, each document, and what the columns mean', () => {
    const mine = place(4);
    const out = join(mine.root, 'out');
    mkdirSync(out);
    const { file, key } = mine.store;
    const made = exportAll({ file, key, folder: out, at: now });
    expect(made).toMatchObject({ filings: 4, attempts: 0, notices: 0, documents: 0 });
    const lines = readFileSync(join(made.folder, 'filings.jsonl'), 'utf8').trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).reference)).toEqual(
      [0, 1, 2, 3].map((n) => `ref-${n}`),
    );
    const entered = readFileSync(join(made.folder, 'declarations.jsonl'), 'utf8');
    expect(entered).toContain('declaration of ref-2');
    const readme = readFileSync(join(made.folder, 'README.md'), 'utf8');
    for (const column of Object.keys(JSON.parse(lines[0] ?? '{}')))
      expect(readme).toContain(`| ${column} |`);
    close(mine);
  });

  test('makes text inert that a spreadsheet would run, and loses none of it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('=', '+', '-', '@', '\t=', ' =', '＝', '\r'),
        fc.string(),
        (sign, rest) => {
          const text = `${sign}cmd${rest}`;
          const cell = csvRow([text]).slice(0, -2);
          const inner = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
          expect(inner).toBe(`'${text}`);
        },
      ),
    );
    expect(csvRow(['-12.5', 3, null, 'a,"b"'])).toBe('-12.5,3,,"a,""b"""\r\n');
  });
});

test('what was not finished on the share goes with the next one', () => {
  const mine = place();
  const half = join(mine.share, 'naru-20260101-000000.naru-backup.part');
  appendFileSync(half, 'half');
  utimesSync(half, now / 1000 - 100_000, now / 1000 - 100_000);
  appendFileSync(join(mine.share, 'theirs.part'), 'not ours');
  backUp(mine, now);
  expect(readdirSync(mine.share).toSorted()).toEqual([
    'naru-20261123-090000.naru-backup',
    'theirs.part',
  ]);
  close(mine);
});

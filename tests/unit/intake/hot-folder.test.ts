import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLine } from '../../../main/engine/line.ts';
import { openHotFolder, type HotFolder } from '../../../main/engine/hot-folder.ts';
import type { Patience } from '../../../main/engine/patience.ts';
import type { Engaged } from '../../../main/engine/engaged.ts';
import { openSession, type Session } from '../../../main/engine/session.ts';
import { systemClock } from '../../../main/engine/system-clock.ts';
import { gatherChanges } from '../../../main/engine/changes.ts';
import { defaultPacing } from '../../../main/outbox/policy/index.ts';
import { openDataFolder, type DataFolder } from '../../../main/store/index.ts';
import { officeSchema } from '../../../shared/contract/index.ts';
import {
  csvOf,
  headings,
  rowsOf,
  setCell,
  tableFilings,
  tableOf,
  utf8,
} from '../../fixtures/intake/sheets.ts';

const office = officeSchema.parse({ declarant: '12345', name: '나루', customsOffice: '04010' });
const filings = tableFilings(8);
const good = csvOf(tableOf(filings));
const [oneRow = []] = rowsOf(filings[0] ?? neverHere());
function neverHere(): never {
  throw new Error('no filings');
}

let place = '';
let folder = '';
let data: DataFolder;
let session: Session;
let hot: HotFolder;

beforeEach(async () => {
  place = mkdtempSync(join(tmpdir(), 'naru-hot-'));
  folder = join(place, '가져오기');
  mkdirSync(folder);
  data = openDataFolder({ folder: join(place, 'data'), owner: 'test', now: new Date() });
  await open();
  session.store.transaction(({ settings }) => settings.set('office', office));
  await hot.handlers['hotFolder.set']({ folder, language: 'ko' });
});
afterEach(async () => {
  await hot.stop();
  await session.close();
  data.release();
  rmSync(place, { recursive: true, force: true });
});

async function open(patience?: Patience): Promise<void> {
  session = await openSession({
    folder: data,
    mode: 'real',
    clock: systemClock,
    random: Math.random,
    pacing: defaultPacing,
    watchOwnWord: false,
    onChange: () => {},
    onStep: () => {},
    onPractice: () => {},
  });
  const engaged: Engaged = {
    session: () => session,
    clock: systemClock,
    changes: gatherChanges(() => []),
    line: createLine(),
    enterAgain: () => Promise.resolve(),
  };
  hot = openHotFolder(engaged, patience);
}

const put = (name: string, content: string | Uint8Array) =>
  writeFileSync(join(folder, name), content);
const list = (name = '.') => readdirSync(join(folder, name)).toSorted();
const files = () => list().filter((name) => statSync(join(folder, name)).isFile());
const report = (name: string) => readFileSync(join(folder, name), 'utf8');
const count = () => session.store.counts.transport.queued;
async function looks(times: number): Promise<void> {
  for (let n = 0; n < times; n += 1) await hot.look();
}

/** Patience that is over at once at its nth sleep, and lasts for ever at the others. */
function overAt(nth: number): Patience {
  let sleeps = 0;
  const sleep: Patience['sleep'] = (_ms, signal) => {
    sleeps += 1;
    return sleeps === nth ? Promise.resolve() : systemClock.sleep(2 ** 30, signal);
  };
  return { ms: 180_000, sleep };
}

/** Two files of one filing each: whichever comes first meets the end of the patience. */
async function two(nth: number): Promise<void> {
  await hot.stop();
  await session.close();
  await open(overAt(nth));
  put('하나.csv', csvOf([headings('ko'), oneRow]));
  put('둘.csv', csvOf([headings('ko'), setCell(oneRow, 'reference', 'X-2')]));
}

describe('a file that takes too long', () => {
  it('to be read is given up and told, and the next is taken in', async () => {
    // Of each file first its bytes are waited for, then its reading.
    await two(2);
    await looks(2);
    expect(count()).toBe(1);
    expect(files()).toEqual([]);
    expect(list('taken')).toHaveLength(2);
    const [aside = '', text = ''] = list('set-aside');
    expect(report(`set-aside/${text}`)).toContain(
      `파일을 읽는 데 3분이 넘게 걸려 그만두었습니다: ${aside}`,
    );
    const { recent, trouble } = await hot.handlers['hotFolder.get']({});
    expect(trouble).toBeNull();
    expect(recent.filter((file) => file.trouble?.includes('그만두었습니다'))).toHaveLength(1);
  });

  it('to come from its share stays, is told, keeps no other back, and is tried again', async () => {
    await two(1);
    await looks(2);
    expect(count()).toBe(1);
    const [left = ''] = files();
    expect((await hot.handlers['hotFolder.get']({})).trouble).toEqual({
      code: 'file-took-too-long',
      params: { name: left, minutes: 3 },
    });
    await looks(1);
    expect(count()).toBe(2);
    expect(files()).toEqual([]);
    expect((await hot.handlers['hotFolder.get']({})).trouble).toBeNull();
  });
});

describe('a file in the hot folder', () => {
  it('is taken in once it stands still for two looks, and moved with a report', async () => {
    put('신고.csv', good);
    await looks(1);
    expect(count()).toBe(0);
    await looks(1);
    expect(count()).toBe(filings.length);
    expect(files()).toEqual([]);
    expect(list('taken')).toEqual(['신고.csv', '신고.csv.결과.txt']);
    expect(report('taken/신고.csv.결과.txt')).toContain(`가져온 신고: ${filings.length}건`);
    expect(await hot.handlers['hotFolder.get']({})).toMatchObject({
      folder,
      trouble: null,
      recent: [{ name: '신고.csv', added: filings.length, trouble: null }],
    });
  });

  it('waits while it grows', async () => {
    put('신고.csv', good.slice(0, 2000));
    await looks(1);
    put('신고.csv', good.slice(0, 4000));
    await looks(1);
    put('신고.csv', good);
    utimesSync(join(folder, '신고.csv'), new Date(1), new Date(1));
    await looks(1);
    expect(count()).toBe(0);
    await looks(1);
    expect(count()).toBe(filings.length);
  });

  it('is left alone where it is somebody’s lock, a download, or no file of filings', async () => {
    for (const name of ['~$신고.xlsx', '.신고.csv', '신고.csv.part', '읽어보기.pdf'])
      put(name, good);
    put('빈.csv', '');
    await looks(3);
    expect(count()).toBe(0);
    expect(files()).toHaveLength(5);
  });

  it('goes in as far as it is good, and is set aside with what is to be corrected', async () => {
    const broken = setCell(setCell(oneRow, 'reference', 'X-1'), 'currency', 'USDD');
    put('섞임.csv', csvOf([headings('ko'), oneRow, broken]));
    await looks(2);
    expect(count()).toBe(1);
    expect(list('set-aside')).toEqual(['섞임.csv', '섞임.csv.결과.txt']);
    const text = report('set-aside/섞임.csv.결과.txt');
    expect(text).toContain('고쳐야 할 신고: 1건');
    expect(text).toContain('3행 결제통화');
    put('섞임.csv', csvOf([headings('ko'), oneRow, setCell(broken, 'currency', 'USD')]));
    await looks(2);
    expect(count()).toBe(2);
    expect(list('taken')).toEqual(['섞임.csv', '섞임.csv.결과.txt']);
  });

  it('is set aside whole where it cannot be read, and tried again when it comes again', async () => {
    const text = csvOf(
      tableOf(filings).map((row) => row.with(0, row[0] === '참조번호' ? '표시' : (row[0] ?? ''))),
    );
    put('모르는.csv', text);
    put('깨진.xlsx', 'PK nothing');
    await looks(2);
    expect(count()).toBe(0);
    expect(list('set-aside')).toHaveLength(4);
    expect(report('set-aside/모르는.csv.결과.txt')).toContain('참조번호(reference)');
    const columns = [{ at: 0, key: 'reference', heading: '표시' }];
    session.store.transaction(({ mappings }) =>
      mappings.save(
        '가온',
        { kind: 'import', headingRow: 1, columns, fixed: {} },
        systemClock.now(),
      ),
    );
    put('모르는.csv', text);
    await looks(2);
    expect(count()).toBe(filings.length);
  });

  it('is set aside where it is too large, and keeps the others from nothing', async () => {
    put('a.csv', new Uint8Array(50 * 1024 * 1024 + 1));
    put('b.csv', good);
    await looks(2);
    expect(count()).toBe(filings.length);
    expect(list('set-aside')).toEqual(['a.csv', 'a.csv.결과.txt']);
  });

  it('goes in once, whatever its name, and says so', async () => {
    put('a.csv', good);
    await looks(2);
    put('b.csv', good);
    put('a.csv', good);
    await looks(2);
    expect(count()).toBe(filings.length);
    expect(list('taken')).toHaveLength(6);
    expect(report('taken/b.csv.결과.txt')).toContain('이미 처리했습니다');
    expect(list('taken')).toContain('a (2).csv');
  });

  it('goes in once after an end between storing and moving', async () => {
    put('a.csv', good);
    await looks(2);
    const [digest] = session.store.read(({ hotFiles }) => hotFiles.recent(1));
    expect(digest?.name).toBe('a.csv');
    // As it stood before it was moved: the process begins again.
    rmSync(join(folder, 'taken'), { recursive: true });
    put('a.csv', good);
    await hot.stop();
    await session.close();
    await open();
    await looks(2);
    expect(count()).toBe(filings.length);
    expect(files()).toEqual([]);
  });
});

describe('the folder itself', () => {
  it('is told where it cannot be used, and looked at again when it can', async () => {
    rmSync(folder, { recursive: true });
    await looks(1);
    expect(await hot.handlers['hotFolder.get']({})).toMatchObject({
      trouble: { code: 'folder-unusable', params: { folder, detail: 'ENOENT' } },
    });
    mkdirSync(folder);
    put('a.csv', good);
    await looks(2);
    expect(await hot.handlers['hotFolder.get']({})).toMatchObject({ trouble: null });
    expect(count()).toBe(filings.length);
  });

  it('is refused where it is not there or no folder', async () => {
    put('file.csv', utf8(good));
    for (const wrong of [join(folder, 'nowhere'), join(folder, 'file.csv'), 'relative/path'])
      await expect(
        hot.handlers['hotFolder.set']({ folder: wrong, language: 'ko' }),
      ).rejects.toMatchObject({ problem: { code: 'folder-unusable' } });
  });

  it('is none of those in which documents are exchanged with a sending program', async () => {
    const folders = {
      sendFolder: join(place, 'send'),
      sentFolder: null,
      receiveFolders: [folder],
      fileName: '{number}.xml',
      encoding: 'utf-8',
      everySeconds: 5,
      synchroniseAfterHours: 0,
    };
    session.store.transaction(({ settings }) => settings.set('gateway', { is: 'folder', folders }));
    put('a.csv', good);
    await looks(2);
    expect(count()).toBe(0);
    expect(files()).toEqual(['a.csv']);
    expect(await hot.handlers['hotFolder.get']({})).toMatchObject({
      trouble: { code: 'folder-exchanged' },
    });
    mkdirSync(join(folder, 'inside'));
    await expect(
      hot.handlers['hotFolder.set']({ folder: join(folder, 'inside'), language: 'ko' }),
    ).rejects.toMatchObject({ problem: { code: 'folder-exchanged' } });
    mkdirSync(join(place, '가져오기2'));
    await hot.handlers['hotFolder.set']({ folder: join(place, '가져오기2'), language: 'ko' });
  });

  it('is left alone once it is not used any more', async () => {
    await hot.handlers['hotFolder.set']({ folder: null, language: 'ko' });
    put('a.csv', good);
    await looks(3);
    expect(count()).toBe(0);
  });

  it('waits for the office profile, and says why', async () => {
    session.store.transaction(({ settings }) => settings.set('office', null));
    put('a.csv', good);
    await looks(2);
    expect(await hot.handlers['hotFolder.get']({})).toMatchObject({
      trouble: { code: 'no-office' },
    });
    expect(files()).toEqual(['a.csv']);
    session.store.transaction(({ settings }) => settings.set('office', office));
    await looks(2);
    expect(count()).toBe(filings.length);
  });
});

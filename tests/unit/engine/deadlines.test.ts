import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { gatherChanges } from '../../../main/engine/changes.ts';
import { deadlineCalls } from '../../../main/engine/deadline-calls.ts';
import { recountSome } from '../../../main/engine/deadline-upkeep.ts';
import { checkedFiling } from '../../../main/engine/declarations.ts';
import { holidayCalls } from '../../../main/engine/holiday-calls.ts';
import { createLine } from '../../../main/engine/line.ts';
import { openSession, type Session } from '../../../main/engine/session.ts';
import { enqueue } from '../../../main/outbox/index.ts';
import { defaultPacing } from '../../../main/outbox/policy/index.ts';
import { openDataFolder, verifyStore, type DataFolder } from '../../../main/store/index.ts';
import { officeSchema } from '../../../shared/contract/index.ts';
import { practiceFilings, type FilingInput } from '../../../shared/documents/index.ts';
import { NaruError } from '../../../shared/errors.ts';
import type { FilingId } from '../../../shared/filing/numbers.ts';
import type { Incident } from '../../../shared/sync/incidents.ts';
import { addDays, civilDate, koreanDate, type CivilDate } from '../../../shared/time.ts';
import { virtualClock, type VirtualClock } from '../../support/virtual-clock.ts';
import { at, stop } from '../deadlines/incident-samples.ts';

const office = officeSchema.parse({ declarant: '12345', name: 'T', customsOffice: '04010' });
const [sample] = practiceFilings({ count: 1, seed: 3, today: civilDate('2026-11-24') });

let place = '';
let data: DataFolder;
let clock: VirtualClock;
let session: Session;
let calls: ReturnType<typeof deadlineCalls> & ReturnType<typeof holidayCalls>;
let incidents: Incident[] = [];
let kicks = 0;
let references = 0;

const enterAgain = () => Promise.resolve();

beforeEach(async () => {
  place = mkdtempSync(join(tmpdir(), 'naru-deadlines-'));
  data = openDataFolder({ folder: join(place, 'data'), owner: 'test', now: new Date() });
  clock = virtualClock(Date.parse('2026-11-26T10:00:00+09:00'));
  incidents = [];
  session = await openSession({
    folder: data,
    mode: 'real',
    clock,
    random: () => 0.5,
    pacing: defaultPacing,
    gateway: { is: 'http', url: 'http://127.0.0.1:9/', token: null },
    watchOwnWord: false,
    onChange: () => {},
    onStep: () => {},
    onPractice: () => {},
  });
  const changes = gatherChanges(() => []);
  changes.stop();
  const engaged = { session: () => session, clock, changes, line: createLine(), enterAgain };
  calls = {
    ...deadlineCalls(engaged, () => ({ incidents })),
    ...holidayCalls(engaged, () => {
      kicks += 1;
    }),
  };
});
afterEach(async () => {
  await session.close();
  data.release();
  rmSync(place, { recursive: true, force: true });
});

function put(warehousedOn: string, change: Partial<Pick<FilingInput, 'deadline'>> = {}): FilingId {
  if (sample === undefined) return expect.unreachable('no sample');
  references += 1;
  const declaration = { ...sample.declaration, warehousedOn: civilDate(warehousedOn) };
  const filing = { ...sample, ...change, declaration, reference: `D-${references}` };
  const context = { office, at: clock.now(), batchId: null };
  const [id] = enqueue(session.store, [checkedFiling(filing)], context).added;
  return id ?? expect.unreachable('not added');
}
const dueOf = (id: FilingId): CivilDate | null =>
  session.store.tables.filings.byId(id)?.deadline ?? null;
const next = () => session.store.tables.queue.nextToSend()?.id;
const day = (date: string, name = '임시공휴일') => ({ date: civilDate(date), name });

/** Counts to the end; returns how many pieces it took, and which filings got another day. */
function recount(): { pieces: number; moved: FilingId[] } {
  const moved: FilingId[] = [];
  for (let pieces = 1; pieces < 100; pieces += 1) {
    const some = recountSome(session.store, clock);
    moved.push(...some.moved);
    if (some.isDone) return { pieces, moved };
  }
  return expect.unreachable('it does not end');
}

describe('the day to file by', () => {
  test('is counted with the office’s holidays as soon as a filing is stored', async () => {
    expect(dueOf(put('2026-12-02'))).toBe('2027-01-04');
    await calls['holidays.set']({ added: [day('2027-01-04')], removed: [] });
    expect(dueOf(put('2026-12-02'))).toBe('2027-01-05');
    expect(kicks).toBe(1);
  });

  test('is counted again where the holidays change, a piece at a time; a person’s stays', async () => {
    recount();
    const ids = Array.from({ length: 250 }, (_, i) =>
      put(i % 2 === 0 ? '2026-11-03' : '2026-11-02'),
    );
    const own = put('2026-11-03', { deadline: civilDate('2026-12-03') });
    await calls['holidays.set']({ added: [day('2026-12-03')], removed: [] });
    const head = session.store.tables.journal.head().seq;
    const { pieces, moved } = recount();
    // Those that moved come by once more, on their new day.
    expect(pieces).toBe(4);
    expect(new Set(moved)).toEqual(new Set(ids.filter((_, i) => i % 2 === 0)));
    expect(ids.map(dueOf).slice(0, 2)).toEqual(['2026-12-04', '2026-12-02']);
    expect(dueOf(own)).toBe('2026-12-03');
    expect(session.store.tables.journal.head().seq - head).toBe(125);
    const [first] = ids;
    if (first === undefined) return expect.unreachable('none');
    const seq = session.store.tables.filings.byId(first)?.journalSeq ?? 0;
    expect(session.store.tables.journal.timeline(seq).at(-1)).toMatchObject({
      kind: 'deadline-moved',
      data: { from: '2026-12-03', to: '2026-12-04' },
    });
    expect(recount()).toEqual({ pieces: 1, moved: [] });
    expect(verifyStore(session.store).findings).toEqual([]);
  });

  test('goes back where a holiday is dropped again, and the queue follows', async () => {
    recount();
    const later = put('2026-11-04');
    const sooner = put('2026-11-03');
    expect(next()).toBe(sooner);
    await calls['holidays.set']({ added: [day('2026-12-03'), day('2026-12-04')], removed: [] });
    recount();
    expect([dueOf(sooner), dueOf(later)]).toEqual(['2026-12-07', '2026-12-07']);
    expect(next()).toBe(later);
    await calls['holidays.set']({ added: [], removed: [] });
    recount();
    expect(next()).toBe(sooner);
  });

  test('goes on where an end in the middle left it', async () => {
    recount();
    const ids = Array.from({ length: 150 }, () => put('2026-11-03'));
    await calls['holidays.set']({ added: [day('2026-12-03')], removed: [] });
    expect(recountSome(session.store, clock)).toMatchObject({ isDone: false });
    session.store.reopen();
    const { moved } = recount();
    expect(moved.length).toBeGreaterThanOrEqual(50);
    expect(new Set(ids.map(dueOf))).toEqual(new Set(['2026-12-04']));
  });
});

describe('the calls', () => {
  test('tell of a deadline its rule, how it was counted and what hangs on it', async () => {
    const id = put('2026-10-27');
    const own = put('2026-11-03', { deadline: civilDate('2026-11-30') });
    incidents = [stop(4, '2026-11-26 09:00', null)];
    const { deadlines } = await calls['deadlines.of']({ id });
    expect(deadlines).toMatchObject([
      {
        rule: 'import-declaration',
        due: '2026-11-26',
        told: 'declared',
        counted: { from: '2026-10-27', event: 'warehoused', days: 30, holidays: 'published' },
        extension: { due: null, atLeast: '2026-11-27', incidents: [4] },
        application: { until: '2026-11-26', latest: '2027-11-26' },
        atStake: { is: 'late-declaration', applies: null, tomorrow: { permille: 5 } },
      },
    ]);
    expect(await calls['deadlines.of']({ id: own })).toMatchObject({
      deadlines: [
        { rule: 'entered', told: 'person', counted: null, extension: null, atStake: null },
      ],
    });
  });

  test('count late, today and tomorrow, and name the nearest', async () => {
    const ids = ['2026-10-20', '2026-10-27', '2026-10-28', '2026-11-03'].map((from) => put(from));
    expect(await calls['deadlines.summary']({})).toMatchObject({
      today: '2026-11-26',
      late: 1,
      dueToday: 1,
      dueTomorrow: 1,
      undated: 0,
      nearest: ids.map((id) => ({ id, rule: 'import-declaration' })),
    });
  });

  test('give the month with its counts and holidays', async () => {
    put('2026-11-03');
    const { days, holidays } = await calls['deadlines.month']({ month: '2026-12' });
    expect(holidays).toBe('published');
    expect(days).toHaveLength(31);
    expect(days[2]).toMatchObject({ date: '2026-12-03', toFile: 1, off: null });
    expect(days[24]?.off).toEqual({ kind: 'holiday', name: '기독탄신일' });
    expect(days[26]?.off).toEqual({ kind: 'sunday', name: null });
  });

  test('page through what is due, by day and all', async () => {
    for (let i = 0; i < 30; i += 1) put(addDays(civilDate('2026-11-01'), i % 5));
    const first = await calls['deadlines.page']({ after: null, limit: 20, on: null });
    expect(first.rows).toHaveLength(20);
    const second = await calls['deadlines.page']({ after: first.next, limit: 20, on: null });
    expect(second).toMatchObject({ next: null });
    const dues = [...first.rows, ...second.rows].map(({ deadline }) => deadline.due);
    expect(dues).toEqual(dues.toSorted());
    const on = civilDate('2026-12-03');
    const { rows } = await calls['deadlines.page']({ after: null, limit: 20, on });
    expect(rows).toHaveLength(dues.filter((due) => due === on).length);
  });

  test('end what a person says is done, in the journal', async () => {
    const id = put('2026-11-03');
    session.store.transaction(({ customsDeadlines }) =>
      customsDeadlines.put(id, {
        rule: 'export-loading',
        from: koreanDate(clock.now()),
        due: civilDate('2026-12-28'),
        isNamed: false,
      }),
    );
    const rules = async () =>
      (await calls['deadlines.of']({ id })).deadlines.map(({ rule }) => rule);
    expect(await rules()).toEqual(['import-declaration', 'export-loading']);
    await calls['deadlines.done']({ id, rule: 'export-loading' });
    expect(await rules()).toEqual(['import-declaration']);
    await expect(
      (async () => calls['deadlines.done']({ id, rule: 'export-loading' }))(),
    ).rejects.toThrow(NaruError);
    expect(verifyStore(session.store).findings).toEqual([]);
  });

  test('keep the office’s holidays with what changed in the journal, and refuse one twice', async () => {
    await calls['holidays.set']({
      added: [day('2026-12-31', '연말')],
      removed: [civilDate('2026-12-25')],
    });
    const view = await calls['holidays.get']({ year: 2026 });
    expect(view.source).toBe('published');
    expect(view.days.find(({ date }) => date === '2026-12-25')).toMatchObject({ removed: true });
    expect(view.days.at(-1)).toEqual({
      date: '2026-12-31',
      name: '연말',
      from: 'office',
      removed: false,
    });
    await calls['holidays.set']({ added: [], removed: [civilDate('2026-12-25')] });
    const { seq } = session.store.tables.journal.head();
    const entry = session.store.tables.journal.entry(seq);
    expect(entry?.kind).toBe('holidays-set');
    expect(JSON.parse(entry?.data ?? '')).toEqual({ entered: '', dropped: '+2026-12-31 연말' });
    const twice = { added: [day('2026-12-24'), day('2026-12-24')], removed: [] };
    await expect((async () => calls['holidays.set'](twice))()).rejects.toThrow(/holiday-twice/);
    expect((await calls['holidays.get']({ year: 2030 })).source).toBe('computed');
  });
});

test('an extension looks at the tries of the filing', async () => {
  const id = put('2026-10-27');
  incidents = [stop(1, '2026-11-26 09:00', '2026-11-26 09:30')];
  const { deadlines } = await calls['deadlines.of']({ id });
  expect(deadlines[0]?.extension?.points).toContainEqual({ is: 'not-tried' });
  expect(deadlines[0]?.extension?.due).toBe('2026-11-27');
  expect(clock.now()).toBe(at('2026-11-26 10:00'));
});

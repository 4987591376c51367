import { expect, test } from 'vitest';
import { learnLoading } from '../../../main/freshness/loadings.ts';
import { verifyStore } from '../../../main/store/index.ts';
import type { ExportPerformance } from '../../../shared/contract/index.ts';
import type { FilingId } from '../../../shared/filing/numbers.ts';
import { civilDate, type CivilDate } from '../../../shared/time.ts';
import { virtualClock } from '../../support/virtual-clock.ts';
import { filingOf, put, sample, tempStore } from '../store/store-samples.ts';

const store = tempStore();
const clock = virtualClock();
let n = 0;

/** A released export, and what the open API says of it. */
async function learn(told: { loaded: boolean | null; loadBy: CivilDate | null } | null) {
  n += 1;
  const [id] = put(store, [{ ...sample(`E-${n}`, { deadline: null }), kind: 'export' }]);
  if (id === undefined) return expect.unreachable('not added');
  store.transaction(({ customsDeadlines }) =>
    customsDeadlines.put(id, {
      rule: 'export-loading',
      from: civilDate('2026-11-23'),
      due: civilDate('2026-12-23'),
      isNamed: false,
    }),
  );
  const value: ExportPerformance =
    told === null
      ? { is: 'none' }
      : { is: 'export', exporter: 'x', acceptedOn: null, departures: [], ...told };
  const unipass = {
    exportPerformance: () =>
      Promise.resolve({ is: 'known', value, at: clock.now(), staleBecause: null } as const),
  };
  const means = { store, unipass, clock, cargoEveryMs: 1000 };
  const changed = await learnLoading(means, filingOf(store, id), undefined);
  return { id, changed, ...kept(id) };
}
function kept(id: FilingId) {
  const [one] = store.tables.customsDeadlines.of(id);
  const last = store.tables.journal.timeline(filingOf(store, id).journalSeq).at(-1);
  return { due: one?.due, isNamed: one?.isNamed, isOpen: one?.endedAt === null, entry: last?.kind };
}

test('what is loaded has no more deadline to load, and the journal says how that is known', async () => {
  const { id, ...found } = await learn({ loaded: true, loadBy: civilDate('2026-12-22') });
  expect(found).toMatchObject({ changed: id, isOpen: false, entry: 'deadline-met' });
});

test('the day that customs says it must be loaded by takes the place of the counted one', async () => {
  const { id, ...found } = await learn({ loaded: false, loadBy: civilDate('2026-12-22') });
  expect(found).toEqual({
    changed: id,
    due: '2026-12-22',
    isNamed: true,
    isOpen: true,
    entry: 'deadline-moved',
  });
});

test.each([
  null,
  { loaded: null, loadBy: null },
  { loaded: false, loadBy: civilDate('2026-12-23') },
])('%j changes nothing', async (told) => {
  expect(await learn(told)).toMatchObject({
    changed: null,
    due: '2026-12-23',
    isNamed: false,
    isOpen: true,
    entry: 'queued',
  });
});

test('the nearest are asked about first, and nothing of the journal is hurt', () => {
  expect(store.tables.watched.toLoad(2)).toHaveLength(2);
  expect(verifyStore(store).findings).toEqual([]);
});

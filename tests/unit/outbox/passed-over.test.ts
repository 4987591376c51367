import { describe, expect, onTestFinished, test } from 'vitest';
import type { Gateway } from '../../../main/central/gateway.ts';
import { openOutbox } from '../../../main/outbox/index.ts';
import { defaultPacing } from '../../../main/outbox/policy/index.ts';
import { markRestored, readRestored, Store } from '../../../main/store/index.ts';
import { serialOf } from '../../../shared/filing/numbers.ts';
import { modelCentral } from '../../support/model-central.ts';
import { seededRandom, virtualClock } from '../../support/virtual-clock.ts';
import { key, office, put, sample, tempFolder } from '../store/store-samples.ts';
import { describe as describeStored } from './small-outbox.ts';

/**
 * A computer that sends again after another one has filed in its place: of the numbers up to `last`
 * customs has every fiftieth, and no file here tells how far they go.
 */
function staysHere(last: number) {
  const clock = virtualClock();
  const central = modelCentral(clock);
  const isTheirs = (no: string): boolean => Number(no.slice(7, 13)) <= last && /[05]0.$/.test(no);
  const gateway: Gateway = {
    ...central,
    inquire: async ({ declarationNo: no }) => {
      const seen = { cause: 'receipt', httpStatus: 200, retryAfterMs: null, answer: null } as const;
      if (!isTheirs(no)) return { ...seen, cause: 'not-found', outcome: 'not-found' };
      const receivedAt = new Date(clock.now()).toISOString();
      const told = { state: 'received', receivedAt, digest: 'sha-256=:theirs:' } as const;
      return {
        ...seen,
        outcome: 'taken',
        receipt: { ...told, declarationNo: no, receiptNo: `R${no}` },
      };
    },
  };
  const store = new Store({ file: `${tempFolder()}/naru.db`, key });
  onTestFinished(() => store.close());
  store.transaction((tables) => {
    tables.settings.set('office', office);
    const mark = markRestored(tables, 'stayed', null, clock.now());
    // Nearly as far as was passed over at first.
    const series = mark.series
      .filter(({ letter }) => letter === 'M')
      .map((each) => ({ ...each, next: 960 }));
    tables.settings.set('restored', { ...mark, series });
  });
  const outbox = openOutbox({
    store,
    gateway,
    clock,
    random: seededRandom(1),
    settings: defaultPacing,
    render: () => ({ ok: true, xml: '<Declaration/>' }),
    describe: describeStored,
    onChange: () => {},
  });
  return {
    store,
    isTheirs,
    enter: (...references: string[]) =>
      put(
        store,
        references.map((each) => sample(each, { deadline: null })),
        { at: clock.now() },
      ),
    async recovered(): Promise<void> {
      for (let n = 0; store.read(readRestored) !== null; n += 1) {
        if (n > 20_000) expect.unreachable('it asks for ever');
        const did = await outbox.step();
        const wait = did.did === null && did.until !== null ? did.until - clock.now() : 20;
        clock.advance(Math.max(1, Math.min(wait, 10_000)));
      }
    },
  };
}

const numbered = (from: number, count: number): string[] =>
  Array.from({ length: count }, (_, n) => `new-${from + n}`);

describe('numbers that another computer gave, however many', () => {
  test(
    'are passed over as far as customs is found to have them',
    { timeout: 120_000 },
    async () => {
      const { store, enter, recovered, isTheirs } = staysHere(1150);
      await recovered();
      const given = enter(...numbered(0, 60)).map((id) => store.tables.filings.byId(id));
      for (const filing of given) {
        expect(isTheirs(filing?.declarationNo ?? '')).toBe(false);
        expect(filing === null ? 0 : serialOf(filing.declarationNo)).toBeGreaterThan(1150);
      }
    },
  );

  test(
    'make no new declaration count as taken that was given one meanwhile',
    { timeout: 120_000 },
    async () => {
      const { store, enter, recovered, isTheirs } = staysHere(1150);
      const ids = enter(...numbered(0, 60));
      const unlucky = ids
        .map((id) => store.tables.filings.byId(id))
        .filter((filing) => isTheirs(filing?.declarationNo ?? ''));
      expect(unlucky.length).toBeGreaterThan(0);
      await recovered();
      for (const filing of unlucky) {
        const now = filing === null ? null : store.tables.filings.byId(filing.id);
        expect(now).toMatchObject({ transport: 'held', lastError: 'number-used', receiptNo: null });
      }
    },
  );
});

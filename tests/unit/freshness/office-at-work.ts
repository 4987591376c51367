import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, onTestFinished } from 'vitest';
import { createHttpGateway } from '../../../main/central/index.ts';
import { createUnipass } from '../../../main/central/unipass/index.ts';
import { checkedFiling, describeStored, renderStored } from '../../../main/engine/declarations.ts';
import { createCargoTells, createReadiness, createWatch } from '../../../main/freshness/index.ts';
import { enqueue, openOutbox } from '../../../main/outbox/index.ts';
import { defaultPacing } from '../../../main/outbox/policy/index.ts';
import { createPracticeCentral, practiceKey } from '../../../main/practice/index.ts';
import { readDeclaration, Store, type StoredFiling } from '../../../main/store/index.ts';
import { officeSchema } from '../../../shared/contract/index.ts';
import { practiceFilings, type FilingInput } from '../../../shared/documents/index.ts';
import { restate } from '../../../shared/documents/restate.ts';
import type { FilingId } from '../../../shared/filing/numbers.ts';
import { defaultFreshness, type FreshnessSettings } from '../../../shared/filing/stale.ts';
import { koreanDate } from '../../../shared/time.ts';
import { seededRandom, virtualClock } from '../../support/virtual-clock.ts';

const office = officeSchema.parse({ declarant: '12345', name: 'T', customsOffice: '04010' });

const valueOf = ({ declaration }: FilingInput, key: string): unknown =>
  Object.entries(declaration).find(([name]) => name === key)?.[1];
const reach = (baseUrl: string) =>
  createHttpGateway({ baseUrl, token: () => null, userAgent: 'test' });

/** Customs releases nothing by itself within a test. */
const slowCustoms = { decisionMs: [90 * 86_400_000, 91 * 86_400_000] as const };

/**
 * A real outbox on a real file before the practice central system and its open API, over real HTTP,
 * on a clock of its own that begins on a Saturday morning.
 */
export async function officeAtWork(
  settings: Partial<FreshnessSettings> = {},
  more: { openApi?: string; pace?: Partial<typeof slowCustoms> } = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'naru-fresh-'));
  const clock = virtualClock(Date.parse('2026-11-21T10:00:00+09:00'));
  const random = seededRandom(1);
  const central = createPracticeCentral({
    seed: 5,
    scenario: 'calm',
    clock,
    pace: { ...slowCustoms, rejected: 0, ...more.pace },
  });
  const { url } = await central.listen(0);
  const store = new Store({ file: join(folder, 'test.db'), key: Buffer.alloc(32, 7) });
  store.transaction((tables) =>
    tables.settings.set('freshness', { ...defaultFreshness, ...settings }),
  );
  const unipass = createUnipass({
    baseUrl: more.openApi ?? url,
    keyOf: () => practiceKey,
    perHundred: () => [],
    cache: {
      get: (api, query) => store.tables.lookedUp.get(api, query),
      put: (api, query, answer, at) =>
        store.transaction(({ lookedUp }) => lookedUp.put(api, query, answer, at)),
    },
    clock,
    random,
    userAgent: 'test',
    pace: { timeoutMs: 1500 },
  });
  const means = { store, unipass, clock, restate };
  const gateway = reach(url);
  // Nobody listens there.
  const nowhere = reach('http://127.0.0.1:1');
  let isUp = true;
  const changed: FilingId[] = [];
  const outbox = openOutbox({
    store,
    gateway: {
      ...gateway,
      submit: (document, how) => (isUp ? gateway : nowhere).submit(document, how),
    },
    clock,
    random,
    settings: defaultPacing,
    render: renderStored,
    describe: describeStored,
    readiness: createReadiness(means),
    onChange: (ids) => void changed.push(...ids),
  });
  const watch = createWatch({
    ...means,
    onChange: (ids) => void changed.push(...ids),
    takenEveryMs: 60_000,
    cargoEveryMs: 60 * 60_000,
  });
  onTestFinished(async () => {
    unipass.close();
    await central.close();
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const samples = practiceFilings({ count: 120, seed: 7, today: koreanDate(clock.now()) }).filter(
    ({ kind }) => kind === 'import',
  );
  let used = 0;

  function filing(id: FilingId): StoredFiling {
    return store.tables.filings.byId(id) ?? expect.unreachable('no such filing');
  }
  /** A practice declaration with these values, fresh from the pile. */
  function sample(values: Record<string, string>): FilingInput {
    const found = samples
      .slice(used)
      .find((one) => Object.entries(values).every(([key, value]) => valueOf(one, key) === value));
    if (found === undefined) return expect.unreachable('no such sample');
    used = samples.indexOf(found) + 1;
    return found;
  }

  return {
    clock,
    central,
    store,
    outbox,
    watch,
    unipass,
    cargoTells: createCargoTells(means),
    filing,
    sample,
    setGateway(up: boolean) {
      isUp = up;
    },
    put(input: FilingInput, change: Record<string, unknown> = {}): FilingId {
      const declaration: unknown = { ...input.declaration, ...change };
      const checked = { ...checkedFiling(input), declaration };
      const context = { office, at: clock.now(), batchId: null };
      const basis = 'warehousedOn' in change ? null : (checked.basis ?? null);
      const { added } = enqueue(store, [{ ...checked, basis }], context);
      return added[0] ?? expect.unreachable('not added');
    },
    /** Steps until nothing more is to be done for now, or a state is reached. */
    async work(until: () => boolean = () => false, most = 300): Promise<void> {
      for (let i = 0; i < most; i += 1) {
        if (until()) return;
        const step = await outbox.step();
        if (step.did !== null) clock.advance(20);
        else if (step.why === 'no-work' && store.counts.transport.queued === 0) return;
        else {
          // A look that waits for a real answer takes real time, which this clock does not know.
          await setTimeout(10);
          clock.advance(Math.max(1, Math.min((step.until ?? 0) - clock.now(), 60_000)));
        }
      }
    },
    declarationOf(id: FilingId): Record<string, unknown> {
      const declaration = store.read((tables) => readDeclaration(tables, filing(id)));
      return Object.fromEntries(Object.entries(declaration ?? {}));
    },
    /** The document that went out last. */
    sent(id: FilingId): string {
      const { submissionId } = filing(id);
      const submission = submissionId === null ? null : store.tables.submissions.byId(submissionId);
      return submission === null ? '' : new TextDecoder().decode(submission.body);
    },
    entries: (id: FilingId) => store.tables.journal.timeline(filing(id).journalSeq),
    findings: (id: FilingId) => store.tables.stales.get(id)?.findings ?? [],
    valueOf,
  };
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { z } from 'zod';
import { officeSchema } from '../../../shared/contract/index.ts';
import { NaruError, type Problem } from '../../../shared/errors.ts';
import type { Summary } from '../../../shared/filing/filing.ts';
import type { TimelineEntry } from '../../../shared/filing/detail.ts';
import { civilDate, type CivilDate } from '../../../shared/time.ts';
import {
  enqueue,
  openOutbox,
  type CheckedFiling,
  type Describe,
  type Readiness,
  type Render,
} from '../../../main/outbox/index.ts';
import { defaultPacing } from '../../../main/outbox/policy/index.ts';
import { Store, verifyStore, type StoredFiling } from '../../../main/store/index.ts';
import { modelCentral, type Fault } from '../../support/model-central.ts';
import { seededRandom, virtualClock } from '../../support/virtual-clock.ts';

export const summary: Summary = {
  importer: '한결무역(주)',
  goods: 'TABLE LAMPS',
  lines: 1,
  billOfLading: '',
  currency: 'USD',
  amount: '1200',
  tax: null,
};

const declarationSchema = z.object({ deadline: z.string().nullable() }).partial();

/** The deadline by law stands in the declaration here. */
export const describe: Describe = (_, declaration) => {
  const read = declarationSchema.safeParse(declaration);
  if (!read.success) return null;
  const { deadline } = read.data;
  return { summary, deadline: deadline == null ? null : civilDate(deadline) };
};

const render: Render = (kind, declaration, context, part) => ({
  ok: true,
  xml: JSON.stringify({ kind, part, declaration, ...context }),
});

export function filing(
  reference: string,
  given: Partial<Pick<CheckedFiling, 'deadline' | 'kind' | 'declaration'>> = {},
): CheckedFiling {
  const deadline: CivilDate | null = given.deadline ?? null;
  const declaration = given.declaration ?? { note: reference, deadline };
  const kind = given.kind ?? 'import';
  return { reference, kind, priority: 'normal', deadline, summary, declaration };
}

/** The real outbox on a real file before a model central system, on a clock of its own. */
export function smallOutbox({
  readiness,
  start = '2026-11-23T00:00:00Z',
}: { readiness?: Readiness; start?: string } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'naru-small-'));
  const clock = virtualClock(Date.parse(start));
  const central = modelCentral(clock);
  const store = new Store({ file: join(folder, 'naru.db'), key: Buffer.alloc(32, 7) });
  const outbox = openOutbox({
    store,
    gateway: central,
    clock,
    random: seededRandom(1),
    settings: defaultPacing,
    render,
    describe,
    ...(readiness === undefined ? {} : { readiness }),
    onChange: () => {},
  });
  onTestFinished(() => {
    expect(verifyStore(store).findings).toEqual([]);
    expect(central.breaches).toEqual([]);
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function of(reference: string): StoredFiling {
    const found = store.tables.filings.byReference(reference);
    return found ?? expect.unreachable(`no filing ${reference}`);
  }
  async function step() {
    const did = await outbox.step();
    if (did.did === null) {
      const wait = did.until === null ? 1000 : did.until - clock.now();
      clock.advance(Math.min(Math.max(wait, 1), 3_600_000));
    } else clock.advance(20);
    return did;
  }

  return {
    central,
    clock,
    store,
    outbox,
    of,
    step,
    put(...filings: CheckedFiling[]): void {
      const office = officeSchema.parse({ declarant: '12345', name: 'T', customsOffice: '04010' });
      enqueue(store, filings, { office, at: clock.now(), batchId: null });
    },
    /** Steps until a condition holds; one that never comes fails the test. */
    async until(holds: () => boolean, most = 500): Promise<void> {
      for (let i = 0; i < most; i += 1) {
        if (holds()) return;
        await step();
      }
      expect.unreachable('it did not come');
    },
    /** The next attempt at a filing meets a fault. */
    async attempt(reference: string, fault: Fault): Promise<void> {
      const before = of(reference).attempts;
      for (let i = 0; i < 200 && of(reference).attempts === before; i += 1) {
        central.next = fault;
        await step();
      }
      central.next = 'none';
      expect(of(reference).attempts).toBe(before + 1);
    },
    timeline: (reference: string): TimelineEntry[] =>
      store.tables.journal.timeline(of(reference).journalSeq),
    /** The document that was frozen last. */
    sent(reference: string): unknown {
      const [last] = store.tables.submissions.chain(of(reference).submissionId);
      const document: unknown = JSON.parse(new TextDecoder().decode(last?.body));
      return document;
    },
  };
}

/** The problem that work ends in. */
export function problemOf(work: () => unknown): Problem {
  try {
    work();
  } catch (error) {
    if (error instanceof NaruError) return error.problem;
    throw error;
  }
  return expect.unreachable('a problem was expected');
}

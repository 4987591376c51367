import { officeSchema } from '../../../shared/contract/index.ts';
import type { Summary } from '../../../shared/filing/filing.ts';
import { addDays, koreanDate, type Clock } from '../../../shared/time.ts';
import type { Gateway } from '../../../main/central/gateway.ts';
import {
  openOutbox,
  type CheckedFiling,
  type Describe,
  type Outbox,
  type Render,
} from '../../../main/outbox/index.ts';
import { defaultPacing } from '../../../main/outbox/policy/index.ts';
import { readFilingRow, selectFiling, type FilingRecord } from '../../../main/store/filings.ts';
import type { Store, StoredFiling } from '../../../main/store/index.ts';

export const office = officeSchema.parse({ declarant: '12345', name: 'L', customsOffice: '04010' });

const summary: Summary = {
  importer: '한결무역(주)',
  goods: 'TABLE LAMPS',
  lines: 1,
  billOfLading: '',
  currency: 'USD',
  amount: '1200',
  tax: null,
};

/** Plain documents: what is in them is tested elsewhere, and would cost most of the time. */
const render: Render = (kind, declaration, context, part) => ({
  ok: true,
  xml: JSON.stringify({ kind, part, declaration, ...context }),
});
const describe: Describe = () => ({ summary, deadline: null });
const onChange = (): void => {};

/** A filing of 60 B to 9 KB: some fit into a page, some need several. */
export function sampleFiling(reference: string, random: () => number, clock: Clock): CheckedFiling {
  const words = Array.from({ length: Math.ceil(30 ** (1.2 * random())) * 4 }, () =>
    random().toString(36).slice(2, 12),
  );
  return {
    reference,
    kind: 'import',
    priority: random() < 0.2 ? 'urgent' : 'normal',
    deadline: addDays(koreanDate(clock.now()), Math.floor(20 * random())),
    summary,
    declaration: { reference, words },
  };
}

export function openLabOutbox(
  store: Store,
  gateway: Gateway,
  clock: Clock,
  random: () => number,
): Outbox {
  const settings = defaultPacing;
  return openOutbox({ store, gateway, clock, random, settings, render, describe, onChange });
}

export function allFilings(store: Store): StoredFiling[] {
  return store.read(({ connection }) =>
    connection.prepare<unknown[], FilingRecord>(selectFiling).all().map(readFilingRow),
  );
}

/** Whether nothing more happens to it: customs has released it, or it is not under way at all. */
export function isAtItsEnd({ transport, customs }: StoredFiling): boolean {
  return transport === 'acknowledged'
    ? customs === 'released'
    : transport === 'refused' || transport === 'cancelled';
}

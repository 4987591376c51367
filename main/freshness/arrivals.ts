import { z } from 'zod';
import type { CargoAnswer, CargoQuery } from '../../shared/contract/lookups.ts';
import type { DeadlineBasis } from '../../shared/deadlines/basis.ts';
import { dueBy } from '../../shared/deadlines/count.ts';
import type { FilingId } from '../../shared/filing/numbers.ts';
import { koreanDate, type CivilDate, type Clock } from '../../shared/time.ts';
import type { Unipass } from '../central/unipass/index.ts';
import {
  readDeclaration,
  readHolidays,
  record,
  type Store,
  type StoredFiling,
} from '../store/index.ts';

const text = z.string().optional().catch(undefined);
const cargoSchema = z.object({
  cargoControlNo: text,
  billOfLading: text,
  masterBillOfLading: text,
  arrivedOn: text,
  warehouse: text,
});

/** How a declaration's goods are asked for; `null` where it names no cargo. */
export function cargoQueryOf(declaration: unknown, otherwise: CivilDate): CargoQuery | null {
  const d = cargoSchema.safeParse(declaration).data ?? {};
  const number = d.cargoControlNo?.replaceAll('-', '') ?? '';
  if (number.length >= 15 && number.length <= 19)
    return { by: 'cargo-control-no', cargoControlNo: number };
  const billOfLading = d.billOfLading ?? d.masterBillOfLading;
  if (billOfLading === undefined) return null;
  const year = Number((d.arrivedOn ?? otherwise).slice(0, 4));
  return { by: 'bill-of-lading', billOfLading, year };
}

/**
 * The day on which goods came into their warehouse (반입신고), from which the 30 days count
 * (관세법 제241조제3항). Where several came in, that of the declared warehouse counts, else the
 * first: a deadline found so is rather too early than too late.
 */
export function arrivalOf(cargo: CargoAnswer, warehouse: string | null): CivilDate | null {
  if (cargo.is !== 'cargo') return null;
  const entries = cargo.events.filter(({ what }) => what === '반입신고');
  const own = entries.filter((event) => warehouse !== null && event.warehouse === warehouse);
  const times = (own.length > 0 ? own : entries).flatMap(({ at }) => (at === null ? [] : [at]));
  const [first] = times.toSorted((a, b) => a - b);
  return first === undefined ? null : koreanDate(first);
}

/**
 * Learns from the cargo's progress when the goods of a waiting filing came in, and sets its
 * deadline by that.
 * @returns the filing, where something changed
 */
export async function learnArrival(
  {
    store,
    unipass,
    clock,
    cargoEveryMs,
  }: { store: Store; unipass: Unipass; clock: Clock; cargoEveryMs: number },
  filing: StoredFiling | null,
  signal: AbortSignal | undefined,
): Promise<FilingId | null> {
  if (filing === null) return null;
  const declaration = store.read((tables) => readDeclaration(tables, filing));
  const query = cargoQueryOf(declaration, koreanDate(filing.createdAt));
  if (query === null) return null;
  const told = await unipass.cargo(query, { maxAgeMs: cargoEveryMs, ahead: true, signal });
  if (told.is !== 'known') return null;
  const { warehouse } = cargoSchema.safeParse(declaration).data ?? {};
  const warehousedOn = arrivalOf(told.value, warehouse ?? null);
  if (warehousedOn === null) return null;
  return store.transaction((tables) => {
    const now = tables.filings.byId(filing.id);
    if (now === null || now.deadline !== null) return null;
    if (now.declarationSeq !== filing.declarationSeq) return null;
    const basis: DeadlineBasis = {
      by: 'law',
      rule: 'import-declaration',
      from: warehousedOn,
      event: 'warehoused',
      told: 'cargo',
    };
    const deadline = dueBy(basis, readHolidays(tables));
    const entry = { kind: 'cargo-arrived', data: { warehousedOn, deadline } } as const;
    record(tables, now, entry, clock.now(), { deadline, basis });
    return filing.id;
  });
}

import type { CargoAnswer, NotKnown } from '../../shared/contract/lookups.ts';
import type { DeclarationNo } from '../../shared/filing/numbers.ts';
import { koreanDate, type EpochMs } from '../../shared/time.ts';
import type { Unipass } from '../central/unipass/index.ts';
import { readDeclaration, type Store } from '../store/index.ts';
import { cargoQueryOf } from './arrivals.ts';

/** What the cargo's progress tells of a declaration. That it says nothing proves nothing. */
type CargoTold =
  | { is: 'got-in'; at: EpochMs | null }
  | { is: 'not-told' }
  | { is: 'not-known'; why: NotKnown };

/** Asks the cargo's progress (API001) whether a declaration got in. */
export type CargoTells = (no: DeclarationNo, signal?: AbortSignal) => Promise<CargoTold>;

/** One answer serves for so long, in milliseconds: the server is spared. */
const maxAgeMs = 10 * 60_000;

export function createCargoTells({
  store,
  unipass,
}: {
  store: Store;
  unipass: Unipass;
}): CargoTells {
  return async (no, signal) => {
    const filing = store.read((tables) => tables.filings.byNumber(no));
    if (filing === null) return { is: 'not-told' };
    const declaration = store.read((tables) => readDeclaration(tables, filing));
    const query = cargoQueryOf(declaration, koreanDate(filing.createdAt));
    if (query === null) return { is: 'not-told' };
    const told = await unipass.cargo(query, { maxAgeMs, signal });
    if (told.is === 'not-known') return { is: 'not-known', why: told.why };
    return gotIn(told.value, no);
  };
}

/** A row of the declaration with this very number; one that is masked proves nothing. */
export function gotIn(cargo: CargoAnswer, no: DeclarationNo): CargoTold {
  if (cargo.is !== 'cargo') return { is: 'not-told' };
  const row = cargo.events.findLast(
    ({ what, declarationNo }) =>
      (what === '수입신고' || what === '수입신고수리') && declarationNo?.replaceAll('-', '') === no,
  );
  return row === undefined ? { is: 'not-told' } : { is: 'got-in', at: row.at };
}

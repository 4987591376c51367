import type { MismatchRow } from '../../shared/contract/index.ts';
import { NaruError } from '../../shared/errors.ts';
import type { FilingId } from '../../shared/filing/numbers.ts';
import { maskName, maskNumber } from '../../shared/privacy/masking.ts';
import type { EpochMs } from '../../shared/time.ts';
import { staleValues } from '../freshness/index.ts';
import { readDeclaration, type StoredFiling, type Tables } from '../store/index.ts';
import { toRow } from './filing-rows.ts';
import { personKey } from './privacy/person-key.ts';

/** Whoever a code that no longer matches stands for (통관부호 불일치), as the declaration has it. */
export interface Mismatched {
  /** What a screen knows the person by. */
  person: string;
  name: string;
  pccc: string;
  phone: string;
  /** What the service said. */
  words: string[];
  checkedAt: EpochMs;
}

/** Each of a filing's codes that is not its holder's. */
export function mismatchesOf(tables: Tables, filing: StoredFiling): Mismatched[] {
  const stale = tables.stales.get(filing.id);
  if (stale === null) return [];
  const { consignees } = staleValues(filing.kind, readDeclaration(tables, filing));
  return stale.findings.flatMap((finding) => {
    if (finding.is !== 'pccc-mismatch') return [];
    const { pccc, words } = finding;
    const found = consignees.find((one) => one.pccc === pccc);
    const told = { pccc, name: found?.name ?? '', phone: found?.phone ?? '' };
    return [{ person: personKey(told), ...told, words, checkedAt: stale.at }];
  });
}

/** @throws {NaruError} `not-found` where the filing has no such person any more */
export function mismatchedPerson(tables: Tables, id: FilingId, person: string): Mismatched {
  const filing = tables.filings.byId(id);
  const found =
    filing === null ? undefined : mismatchesOf(tables, filing).find((one) => one.person === person);
  if (found === undefined) throw new NaruError('not-found', { what: String(id) });
  return found;
}

/** The same as a screen is given it: names and numbers are masked. */
export function mismatchRows(
  tables: Tables,
  filing: StoredFiling,
  gateAt: EpochMs | null,
): MismatchRow[] {
  return mismatchesOf(tables, filing).map(({ person, name, pccc, phone, words, checkedAt }) => ({
    row: toRow(filing, gateAt),
    person,
    name: maskName(name),
    pccc: maskNumber(pccc),
    phone: maskNumber(phone),
    words,
    checkedAt,
  }));
}

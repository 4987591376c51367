import type { FilingId } from '../../shared/filing/numbers.ts';
import type { StaleFinding } from '../../shared/filing/stale.ts';
import type { Clock } from '../../shared/time.ts';
import type { Unipass } from '../central/unipass/index.ts';
import { readDeclaration, record, type Store, type StoredFiling } from '../store/index.ts';
import { staleValues } from './values.ts';

/**
 * Asks whether the personal customs codes of a filing that customs has are still their holders'. A
 * code that was reissued after the filing went has to be corrected before customs releases it.
 * @returns the filing, where something changed
 */
export async function recheckTaken(
  {
    store,
    unipass,
    clock,
    takenEveryMs,
  }: { store: Store; unipass: Unipass; clock: Clock; takenEveryMs: number },
  filing: StoredFiling | null,
  signal: AbortSignal | undefined,
): Promise<FilingId | null> {
  if (filing === null) return null;
  const declaration = store.read((tables) => readDeclaration(tables, filing));
  const { consignees } = staleValues(filing.kind, declaration);
  const findings: StaleFinding[] = [];
  for (const query of consignees) {
    const how = { maxAgeMs: takenEveryMs, ahead: true, signal };
    const answer = await unipass.pccc(query, how);
    if (answer.is === 'not-known' || answer.staleBecause !== null) return null;
    const { pccc } = query;
    if (!answer.value.matches)
      findings.push({ is: 'pccc-mismatch', pccc, words: answer.value.words });
  }
  return store.transaction((tables) => {
    const now = tables.filings.byId(filing.id);
    if (now?.transport !== 'acknowledged') return null;
    const before = tables.stales.get(filing.id);
    if (findings.length === 0) {
      if (before === null) return null;
      tables.stales.drop(filing.id);
      return filing.id;
    }
    const at = clock.now();
    tables.stales.put(filing.id, findings, null, at);
    if (before !== null) return null;
    record(tables, now, { kind: 'checked', data: { check: 'pccc', result: 'mismatch' } }, at);
    return filing.id;
  });
}

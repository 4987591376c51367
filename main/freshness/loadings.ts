import type { FilingId } from '../../shared/filing/numbers.ts';
import type { Clock } from '../../shared/time.ts';
import type { Unipass } from '../central/unipass/index.ts';
import { record, type Store, type StoredFiling } from '../store/index.ts';

const rule = 'export-loading';

/**
 * Learns from the export's performance (수출이행내역, API002) whether its goods are loaded, which ends
 * the deadline to load them, and by which day customs says they must be (적재의무기한).
 * @returns the filing, where something changed
 */
export async function learnLoading(
  {
    store,
    unipass,
    clock,
    cargoEveryMs,
  }: {
    store: Store;
    unipass: Pick<Unipass, 'exportPerformance'>;
    clock: Clock;
    cargoEveryMs: number;
  },
  filing: StoredFiling | null,
  signal: AbortSignal | undefined,
): Promise<FilingId | null> {
  if (filing === null) return null;
  const how = { maxAgeMs: cargoEveryMs, ahead: true, signal };
  const told = await unipass.exportPerformance(filing.declarationNo, how);
  if (told.is !== 'known' || told.value.is !== 'export') return null;
  const { loaded, loadBy } = told.value;
  return store.transaction((tables) => {
    const now = tables.filings.byId(filing.id);
    const open = tables.customsDeadlines
      .of(filing.id)
      .find((one) => one.rule === rule && one.endedAt === null);
    if (now === null || open === undefined) return null;
    const at = clock.now();
    if (loaded === true) {
      tables.customsDeadlines.end(filing.id, rule, at);
      record(tables, now, { kind: 'deadline-met', data: { rule, by: 'API002' } }, at);
      return filing.id;
    }
    if (loadBy === null || loadBy === open.due) return null;
    tables.customsDeadlines.put(filing.id, { rule, from: open.from, due: loadBy, isNamed: true });
    const data = { from: open.due, to: loadBy, by: 'API002' };
    record(tables, now, { kind: 'deadline-moved', data }, at);
    return filing.id;
  });
}

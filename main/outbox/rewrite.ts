import { hash } from 'node:crypto';
import type { Priority, Summary } from '../../shared/filing/filing.ts';
import type { TransportState } from '../../shared/filing/states.ts';
import type { EpochMs } from '../../shared/time.ts';
import type { StoredFiling, Tables } from '../store/index.ts';
import type { Deadline } from './freeze.ts';

export interface Rewriting extends Deadline {
  kind: 'edited' | 'recomputed';
  declaration: unknown;
  summary: Summary;
  priority?: Priority;
  /** Where the filing goes by it; absent where it stays. */
  transport?: TransportState;
  data?: Readonly<Record<string, string | number>>;
}

/**
 * Puts another declaration in the place of the one that is there, within the caller's transaction;
 * the journal keeps both. The database refuses it for what may be with customs.
 */
export function rewriteDeclaration(
  tables: Tables,
  filing: StoredFiling,
  rewriting: Rewriting,
  at: EpochMs,
): StoredFiling {
  const { kind, declaration, summary, deadline, basis, priority, transport, data } = rewriting;
  const body = JSON.stringify(declaration);
  const moved = transport === undefined || transport === filing.transport ? {} : { transport };
  const seq = tables.journal.append({
    at,
    filingId: filing.id,
    before: filing.journalSeq,
    kind,
    ...moved,
    data: { ...data, sha256: hash('sha256', body) },
    body,
  });
  const change = {
    ...moved,
    ...(priority === undefined ? {} : { priority }),
    declarationSeq: seq,
    summaryText: JSON.stringify(summary),
    deadline,
    ...(basis === undefined ? {} : { basis }),
    lastError: null,
  };
  const after = tables.filings.update(filing, change, at, seq);
  tables.search.renew(after);
  return after;
}

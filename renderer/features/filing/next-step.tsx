import type { ReactNode } from 'react';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { FilingRow } from '../../../shared/filing/filing.ts';
import type { TextKey } from '../../../shared/i18n/index.ts';
import { standingPhases } from '../../../shared/sync/sync-state.ts';
import { useNow } from '../../app/clock.ts';
import { useSync } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { Until } from '../../components/moment.tsx';
import styles from './filing-panel.module.css';
import { Goes } from './goes.tsx';

/** In sentences: how it stands, what happens next, and whether the person has to do anything. */
export function NextStep({ row }: { row: FilingRow }): ReactNode {
  const { t } = useText();
  const keys = meaningKeys(row);
  return (
    <div className={styles['next']}>
      <b aria-live="polite">{t(keys.title)}</b>
      <p>
        {t(keys.next)} <NextTime row={row} />{' '}
        {row.transport === 'queued' ? <Goes id={row.id} /> : null}
      </p>
      <p className={styles['todo']}>{t(keys.todo)}</p>
    </div>
  );
}

/** Once they have taken it, customs' word says more than ours. */
function meaningKeys(row: FilingRow): { title: TextKey; next: TextKey; todo: TextKey } {
  const base = meaningOf(row);
  return { title: `${base}.title`, next: `${base}.next`, todo: `${base}.todo` };
}

function meaningOf({ transport, customs, part, lastError, receiptNo }: FilingRow) {
  if (transport === 'held' && lastError !== null && numberless.has(lastError))
    return 'panel.next.numberless' as const;
  if (transport === 'held' && lastError === 'twin-taken') return 'directives.twin' as const;
  if (transport === 'queued' && receiptNo !== null) return 'directives.sendsAgain' as const;
  if (transport !== 'acknowledged') return `states.meaning.${transport}` as const;
  if (part.is === 'declaration') return `states.decision.${customs}` as const;
  // What is said of a declaration would be wrong of a part: its original stands.
  if (customs === 'none' || customs === 'received') return 'panel.next.partTaken' as const;
  if (customs === 'rejected') return 'panel.next.partRejected' as const;
  if (customs === 'amended') return 'panel.next.amended' as const;
  return `states.decision.${customs}` as const;
}

/** The year has no number left for it, so that it was held. */
const numberless: ReadonlySet<string> = new Set<ErrorCode>(['serials-used-up', 'range-missing']);

function NextTime({ row }: { row: FilingRow }): ReactNode {
  const { t } = useText();
  const gateAt = useSync((sync) => sync.gate.nextTryAt);
  const stands = useSync(({ gate }) => standingPhases.has(gate.phase));
  const now = useNow(1000);
  const asks = row.transport === 'unconfirmed' || row.transport === 'processing';
  if (stands || (!asks && row.transport !== 'queued')) return null;
  const at = latest(row.nextAttemptAt, gateAt);
  if (at === null || at <= now) return null;
  return (
    <>
      {t(asks ? 'screens.filing.nextInquiry' : 'screens.filing.nextSend')} <Until at={at} />.
    </>
  );
}

/** The filing's own time, unless the gate opens later still. */
function latest<T extends number>(own: T | null, gate: T | null): T | null {
  if (own === null || gate === null) return own ?? gate;
  return own > gate ? own : gate;
}

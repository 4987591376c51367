import type { ReactNode } from 'react';
import type { FilingRow } from '../../../shared/filing/filing.ts';
import type { TextKey } from '../../../shared/i18n/index.ts';
import { useNow } from '../../app/clock.ts';
import { useSync } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { Until } from '../../components/moment.tsx';
import styles from './filing-panel.module.css';

/** In sentences: how it stands, what happens next, and whether the person has to do anything. */
export function NextStep({ row }: { row: FilingRow }): ReactNode {
  const { t } = useText();
  const keys = meaningKeys(row);
  return (
    <div className={styles['next']}>
      <b aria-live="polite">{t(keys.title)}</b>
      <p>
        {t(keys.next)} <NextTime row={row} />
      </p>
      <p className={styles['todo']}>{t(keys.todo)}</p>
    </div>
  );
}

/** Once they have taken it, customs' word says more than ours. */
function meaningKeys(row: FilingRow): { title: TextKey; next: TextKey; todo: TextKey } {
  const base =
    row.transport === 'acknowledged'
      ? (`states.decision.${row.customs}` as const)
      : (`states.meaning.${row.transport}` as const);
  return { title: `${base}.title`, next: `${base}.next`, todo: `${base}.todo` };
}

function NextTime({ row }: { row: FilingRow }): ReactNode {
  const { t } = useText();
  const gateAt = useSync((sync) => sync.gate.nextTryAt);
  const stands = useSync(
    ({ gate }) =>
      gate.phase === 'not-allowed' || gate.phase === 'no-gateway' || gate.phase === 'paused',
  );
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

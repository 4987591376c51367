import { useCallback, type ReactNode } from 'react';
import { documentKinds } from '../../../shared/documents/index.ts';
import type { FilingDetail } from '../../../shared/filing/detail.ts';
import type { FilingRow } from '../../../shared/filing/filing.ts';
import { formatDeclarationNo, type FilingId } from '../../../shared/filing/numbers.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { useFetched } from '../../app/use-fetched.ts';
import { Notice } from '../../components/notice.tsx';
import { SidePanel } from '../../components/side-panel.tsx';
import { CustomsBadge, TransportBadge } from '../../components/state-badge.tsx';
import { commands, plan, type Command } from '../filings/actions.ts';
import { CommandButtons } from '../filings/command-buttons.tsx';
import { DeadlineSection } from '../deadlines/deadline-section.tsx';
import { FilingOrders } from '../directives/filing-orders.tsx';
import { StaleSection } from '../stale/stale-section.tsx';
import { Attempts } from './attempts.tsx';
import { Declared } from './declared.tsx';
import { Faults } from './faults.tsx';
import { FilingAsks } from './filing-asks.tsx';
import styles from './filing-panel.module.css';
import { NextStep } from './next-step.tsx';
import { Notices } from './notices.tsx';
import { PartContent } from './part-content.tsx';
import { Parts, ToOriginal } from './parts.tsx';
import { Timeline } from './timeline.tsx';
import { WaitingTime } from './waiting-time.tsx';

/** One filing: where it is on both sides, what happens next, and all that has happened. */
export function FilingPanel({
  id,
  onClose,
  onRun,
}: {
  id: FilingId;
  onClose: () => void;
  onRun: (command: Command, rows: readonly FilingRow[]) => void;
}): ReactNode {
  const { t, say } = useText();
  const engine = useEngine();
  const fetch = useCallback(() => engine.call('filings.get', { id }), [engine, id]);
  const { value, problem } = useFetched(fetch, {
    concerns: (changed) => changed === null || changed.includes(id),
  });
  const detail = problem === null ? value : null;
  return (
    <SidePanel
      label={t('screens.filing.label')}
      title={detail === null ? null : formatDeclarationNo(detail.row.declarationNo)}
      onClose={onClose}
    >
      {problem === null ? null : (
        <Notice tone="bad" sign="alert">
          {say(problem)}
        </Notice>
      )}
      {detail === null ? (
        problem === null && <p role="status">{t('screens.filing.reading')}</p>
      ) : (
        <Body detail={detail} onRun={onRun} key={detail.row.id} />
      )}
    </SidePanel>
  );
}

function Body({
  detail,
  onRun,
}: {
  detail: FilingDetail;
  onRun: (command: Command, rows: readonly FilingRow[]) => void;
}): ReactNode {
  const { t, format } = useText();
  const { row } = detail;
  const { summary } = row;
  const possible = commands.filter((command) => plan(command, [row]).length > 0);
  return (
    <>
      <ToOriginal row={row} />
      <p className={styles['what']}>
        {t(`screens.kinds.${row.kind}`)} · {summary.importer} · {summary.goods} ·{' '}
        <span>{format.money(summary.currency, summary.amount)}</span>
      </p>
      <div className={styles['sides']}>
        <div>
          <span>{t('screens.columns.ours')}</span>
          <TransportBadge state={row.transport} />
        </div>
        <div>
          <span>{t('screens.columns.theirs')}</span>
          <CustomsBadge state={row.customs} long />
        </div>
      </div>
      <NextStep row={row} />
      {documentKinds[row.kind].provisional ? (
        <div className={styles['provisional']}>
          <Notice tone="warn" sign="alert">
            {t('fields.provisional')}
          </Notice>
        </div>
      ) : null}
      {possible.length === 0 ? null : (
        <div className={styles['commands']}>
          <CommandButtons rows={[row]} only={possible} onRun={(command) => onRun(command, [row])} />
        </div>
      )}
      <FilingAsks detail={detail} />
      <FilingOrders id={row.id} />
      {detail.stale === null || row.transport !== 'recheck' ? null : (
        <StaleSection id={row.id} stale={detail.stale} />
      )}
      <DeadlineSection row={row} />
      <PartContent detail={detail} />
      <Parts parts={detail.parts} />
      <Faults errors={detail.errors} />
      <Notices detail={detail} />
      <Attempts detail={detail} />
      <Declared detail={detail} />
      <WaitingTime detail={detail} />
      <Timeline detail={detail} />
    </>
  );
}

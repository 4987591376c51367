import type { ReactNode } from 'react';
import type { FilingDetail } from '../../../shared/filing/detail.ts';
import type { FilingRow } from '../../../shared/filing/filing.ts';
import { formatDeclarationNo, type FilingId } from '../../../shared/filing/numbers.ts';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { CustomsBadge, TransportBadge } from '../../components/state-badge.tsx';
import { commands, plan, type Command } from '../filings/actions.ts';
import { CommandButtons } from '../filings/command-buttons.tsx';
import { Attempts } from './attempts.tsx';
import { Declared } from './declared.tsx';
import styles from './filing-panel.module.css';
import { Faults } from './faults.tsx';
import { NextStep } from './next-step.tsx';
import { Notices } from './notices.tsx';
import { Timeline } from './timeline.tsx';
import { useFiling } from './use-filing.ts';

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
  const { detail, problem } = useFiling(id);
  return (
    <aside className={styles['panel']} aria-label={t('screens.filing.label')}>
      <div className={styles['top']}>
        <b className={styles['number']}>
          {detail === null ? null : formatDeclarationNo(detail.row.declarationNo)}
        </b>
        <Button shortcut="Esc" onPress={onClose}>
          {t('screens.filing.close')}
        </Button>
      </div>
      {problem === null ? null : (
        <Notice tone="bad" sign="alert">
          {say(problem)}
        </Notice>
      )}
      {detail === null ? (
        problem === null && <p role="status">{t('screens.filing.reading')}</p>
      ) : (
        <Body detail={detail} onRun={onRun} />
      )}
    </aside>
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
      {possible.length === 0 ? null : (
        <div className={styles['commands']}>
          <CommandButtons rows={[row]} only={possible} onRun={(command) => onRun(command, [row])} />
        </div>
      )}
      <Faults errors={detail.errors} />
      <Notices notices={detail.notices} />
      <Attempts detail={detail} />
      <Declared detail={detail} />
      <Timeline detail={detail} />
    </>
  );
}

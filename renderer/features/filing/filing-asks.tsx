import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { Problem } from '../../../shared/errors.ts';
import type { FilingDetail } from '../../../shared/filing/detail.ts';
import { useNow } from '../../app/clock.ts';
import { goTo } from '../../app/route.ts';
import { problemOf } from '../../app/session.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useShortcuts } from '../../app/shortcuts.ts';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { ElsewhereDialog } from './elsewhere-dialog.tsx';
import styles from './filing-panel.module.css';
import { possibleAsks, type FilingAsk } from './may.ts';
import { openDraft } from './open-draft.ts';
import { RestoreDialog } from './restore-dialog.tsx';
import { SynchroniseDialog } from './synchronise-dialog.tsx';
import { useGateway } from './use-gateway.ts';
import { WithdrawDialog } from './withdraw-dialog.tsx';

/** The key of those that are often wanted. */
const keys: Readonly<Partial<Record<FilingAsk, string>>> = { edit: 'E' };

/** What may be done with this filing beside the four commands. */
export function FilingAsks({ detail }: { detail: FilingDetail }): ReactNode {
  const { t, say } = useText();
  const engine = useEngine();
  const { row } = detail;
  const asks = possibleAsks(detail, useGateway(), useNow(60_000));
  const [dialog, setDialog] = useState<FilingAsk | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const group = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState<FilingAsk | null>(null);

  const draft = (is: 'edit' | 'copy' | 'amend'): void => {
    setProblem(null);
    openDraft(engine, { is, filingId: row.id }).catch((error: unknown) =>
      setProblem(problemOf(error)),
    );
  };
  const start = (ask: FilingAsk): void => {
    if (ask === 'edit' || ask === 'copy' || ask === 'amend') draft(ask);
    else if (ask === 'print') goTo({ screen: 'print', ids: [row.id] });
    else setDialog(ask);
  };
  useShortcuts(asks.includes('edit') ? { KeyE: () => start('edit') } : {});
  const close = (): void => {
    setAsked(dialog);
    setDialog(null);
  };
  const isGone = asked !== null && !asks.includes(asked);
  useEffect(() => {
    // The button that would get the focus back is gone with what was asked.
    if (dialog !== null || !isGone || document.activeElement !== document.body) return;
    group.current?.focus();
  }, [dialog, isGone]);
  return (
    <div
      className={styles['asks']}
      role="group"
      aria-label={t('panel.actions.label')}
      ref={group}
      tabIndex={-1}
    >
      {asks.map((ask) => (
        <Button
          key={ask}
          kind="quiet"
          onPress={() => start(ask)}
          {...(keys[ask] === undefined ? {} : { shortcut: keys[ask] })}
        >
          {t(`panel.actions.${ask}`)}
        </Button>
      ))}
      {problem === null ? null : (
        <Notice tone="bad" sign="alert">
          {say(problem)}
        </Notice>
      )}
      {dialog === 'withdraw' ? <WithdrawDialog row={row} onClose={close} /> : null}
      {dialog === 'synchronise' ? <SynchroniseDialog id={row.id} onClose={close} /> : null}
      {dialog === 'elsewhere' ? <ElsewhereDialog id={row.id} onClose={close} /> : null}
      {dialog === 'restore' ? <RestoreDialog id={row.id} onClose={close} /> : null}
    </div>
  );
}

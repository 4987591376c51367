import { useEffect, useState, type ReactNode } from 'react';
import type { Problem } from '../../../shared/errors.ts';
import type { FilingId } from '../../../shared/filing/numbers.ts';
import { problemOf } from '../../app/session.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Notice } from '../../components/notice.tsx';
import styles from './filing-panel.module.css';

type Shown = { xml: string; digest: string } | { problem: Problem } | null;

/** The document as it was sent, byte for byte; fetched only when asked for. */
export function DocumentDialog({
  filing,
  submission,
  onClose,
}: {
  filing: FilingId;
  submission: number;
  onClose: () => void;
}): ReactNode {
  const { t, say } = useText();
  const engine = useEngine();
  const [shown, setShown] = useState<Shown>(null);
  useEffect(() => {
    let closed = false;
    engine
      .call('filings.document', { id: filing, submissionId: submission })
      .catch((error: unknown) => ({ problem: problemOf(error) }))
      .then((answer) => {
        if (!closed) setShown(answer);
      })
      .catch(() => undefined);
    return () => {
      closed = true;
    };
  }, [engine, filing, submission]);
  return (
    <Dialog
      title={t('screens.filing.document')}
      wide
      onClose={onClose}
      actions={
        <Button kind="main" onPress={onClose}>
          {t('screens.filing.close')}
        </Button>
      }
    >
      {shown === null ? (
        <p role="status">{t('screens.filing.reading')}</p>
      ) : 'problem' in shown ? (
        <Notice tone="bad" sign="alert">
          {say(shown.problem)}
        </Notice>
      ) : (
        <>
          <p className={styles['digest']}>{shown.digest}</p>
          <pre className={styles['xml']}>{shown.xml}</pre>
        </>
      )}
    </Dialog>
  );
}

import { useCallback, type ReactNode } from 'react';
import type { FilingId } from '../../../shared/filing/numbers.ts';
import { engineNow } from '../../app/clock.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { never, useFetched } from '../../app/use-fetched.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Notice } from '../../components/notice.tsx';
import { ShowButton, useShown } from '../privacy/personal.tsx';
import styles from './document-dialog.module.css';

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
  const { t } = useText();
  const engine = useEngine();
  const fetch = useCallback(async () => {
    const { xml, digest } = await engine.call('filings.document', {
      id: filing,
      submissionId: submission,
    });
    return { facts: digest, text: xml };
  }, [engine, filing, submission]);
  const reveal = useCallback(
    () => engine.call('personal.document', { id: filing, submissionId: submission }),
    [engine, filing, submission],
  );
  return (
    <TextDialog
      title={() => t('screens.filing.document')}
      fetch={fetch}
      reveal={reveal}
      onClose={onClose}
    />
  );
}

/** A document of customs as it came, whatever is in it, but for what is masked. */
export function NoticeDialog({ id, onClose }: { id: number; onClose: () => void }): ReactNode {
  const { t, format } = useText();
  const engine = useEngine();
  const fetch = useCallback(async () => {
    const { code, file, encoding, receivedAt, text } = await engine.call('notices.document', {
      id,
    });
    const at = format.moment(receivedAt, engineNow());
    return { code, facts: t('panel.rawFacts', { file, encoding, at }), text };
  }, [engine, id, t, format]);
  const reveal = useCallback(() => engine.call('personal.notice', { id }), [engine, id]);
  return (
    <TextDialog
      title={(shown) => t('panel.rawTitle', { code: shown?.code ?? '' }).trim()}
      fetch={fetch}
      reveal={reveal}
      onClose={onClose}
    />
  );
}

function TextDialog<Shown extends { facts: string; text: string }>({
  title,
  fetch,
  reveal,
  onClose,
}: {
  title: (shown: Shown | null) => string;
  fetch: () => Promise<Shown>;
  /** The same with nothing masked, for a while. */
  reveal: () => Promise<{ xml: string }>;
  onClose: () => void;
}): ReactNode {
  const { t, say } = useText();
  const { value, problem } = useFetched(fetch, { concerns: never });
  const whole = useShown(reveal);
  return (
    <Dialog
      title={title(value)}
      wide
      onClose={onClose}
      actions={
        <Button kind="main" onPress={onClose}>
          {t('screens.filing.close')}
        </Button>
      }
    >
      {problem === null ? null : (
        <Notice tone="bad" sign="alert">
          {say(problem)}
        </Notice>
      )}
      {value === null ? (
        problem === null && <p role="status">{t('screens.filing.reading')}</p>
      ) : (
        <>
          <p className={styles['facts']}>{value.facts}</p>
          {!value.text.includes('*') ? null : <ShowButton shown={whole} what={title(value)} />}
          <pre className={styles['text']}>{whole.value?.xml ?? value.text}</pre>
        </>
      )}
    </Dialog>
  );
}

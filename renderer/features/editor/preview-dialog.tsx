import { useEffect, useState, type ReactNode } from 'react';
import type { CallOutput } from '../../../shared/contract/index.ts';
import type { Problem } from '../../../shared/errors.ts';
import { problemOf } from '../../app/session.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Notice } from '../../components/notice.tsx';
import { useEditor } from './editor-context.tsx';
import { ProblemText } from './problem-text.tsx';
import styles from './preview-dialog.module.css';

type Shown = CallOutput<'documents.render'> | { is: 'failed'; problem: Problem } | null;

/** The document as it would be sent now. */
export function PreviewDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t, say } = useText();
  const engine = useEngine();
  const editor = useEditor();
  const [shown, setShown] = useState<Shown>(null);
  useEffect(() => {
    let closed = false;
    const { kind, filingId, purpose } = editor.draft;
    const { values, envelope } = editor.store.getState();
    engine
      .call('documents.render', {
        kind,
        declaration: values,
        filingId,
        reason: purpose === 'amend' ? envelope.reason : null,
      })
      .catch((error: unknown) => ({ is: 'failed' as const, problem: problemOf(error) }))
      .then((answer) => {
        if (!closed) setShown(answer);
      })
      .catch(() => undefined);
    return () => {
      closed = true;
    };
  }, [engine, editor]);
  return (
    <Dialog
      focusMain
      title={t('editor.preview.title')}
      wide
      onClose={onClose}
      actions={
        <Button kind="main" shortcut="Esc" onPress={onClose}>
          {t('editor.close')}
        </Button>
      }
    >
      {shown === null ? (
        <p role="status">{t('editor.preview.rendering')}</p>
      ) : shown.is === 'failed' ? (
        <Notice tone="bad" sign="alert">
          {say(shown.problem)}
        </Notice>
      ) : shown.is === 'wrong' ? (
        <>
          <Notice tone="warn" sign="alert">
            {t('editor.preview.wrong', { count: shown.errors.length })}
          </Notice>
          <ul className={styles['errors']}>
            {shown.errors.slice(0, 30).map((about) => (
              <li key={`${about.field} ${about.code}`}>
                <ProblemText problem={{ severity: 'error', about }} />
              </li>
            ))}
          </ul>
        </>
      ) : (
        <>
          {editor.draft.filingId === null ? <p>{t('editor.preview.placeholder')}</p> : null}
          <pre className={styles['xml']}>{shown.xml}</pre>
        </>
      )}
    </Dialog>
  );
}

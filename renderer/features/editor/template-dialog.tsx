import { useRef, useState, type ReactNode } from 'react';
import type { Problem } from '../../../shared/errors.ts';
import { isImeKey } from '../../app/is-ime-key.ts';
import { problemOf } from '../../app/session.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Notice } from '../../components/notice.tsx';
import { useEditor } from './editor-context.tsx';
import { useFocusOnOpen } from './lookups/use-focus-on-open.ts';
import styles from './lookups/lookups.module.css';

/** Keeps what has been typed to start from again, under a name. */
export function TemplateDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t, say } = useText();
  const engine = useEngine();
  const editor = useEditor();
  const input = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<'idle' | 'saved' | Problem>('idle');
  useFocusOnOpen(input);

  const save = (): void => {
    const name = input.current?.value.trim() ?? '';
    if (name === '') return;
    const { kind } = editor.draft;
    engine.call('templates.save', { kind, name, declaration: editor.store.getState().values }).then(
      () => setState('saved'),
      (error: unknown) => setState(problemOf(error)),
    );
  };
  return (
    <Dialog
      title={t('editor.template.title')}
      onClose={onClose}
      actions={
        state === 'saved' ? (
          <Button kind="main" onPress={onClose}>
            {t('editor.close')}
          </Button>
        ) : (
          <>
            <Button onPress={onClose}>{t('editor.close')}</Button>
            <Button kind="main" onPress={save}>
              {t('editor.template.saveNow')}
            </Button>
          </>
        )
      }
    >
      {state === 'saved' ? (
        <p role="status">{t('editor.template.saved')}</p>
      ) : (
        <>
          <p>{t('editor.template.words')}</p>
          <div className={styles['search']}>
            <input
              ref={input}
              type="text"
              maxLength={60}
              aria-label={t('editor.template.name')}
              placeholder={t('editor.template.name')}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || isImeKey(event.nativeEvent)) return;
                event.preventDefault();
                save();
              }}
            />
          </div>
        </>
      )}
      {typeof state === 'string' ? null : (
        <Notice tone="bad" sign="alert">
          {say(state)}
        </Notice>
      )}
    </Dialog>
  );
}

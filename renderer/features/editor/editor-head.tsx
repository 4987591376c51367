import type { ReactNode } from 'react';
import { formatDeclarationNo } from '../../../shared/filing/numbers.ts';
import { useNow } from '../../app/clock.ts';
import { goTo } from '../../app/route.ts';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import { Sign } from '../../components/sign.tsx';
import { useEditor, useEditorState } from './editor-context.tsx';
import styles from './editor-screen.module.css';

/** What is being written, whether it is on disk, and what can be done with it. */
export function EditorHead({
  isQueueing,
  onQueue,
  onPreview,
  onTemplate,
}: {
  isQueueing: boolean;
  onQueue: () => void;
  onPreview: () => void;
  onTemplate: () => void;
}): ReactNode {
  const { t } = useText();
  const editor = useEditor();
  const { draft } = editor;
  const reference = useEditorState((state) => state.envelope.reference);
  const print = async (): Promise<void> => {
    if (await editor.saveNow()) goTo({ screen: 'print-draft', draft: draft.id });
  };
  return (
    <header className={styles['head']}>
      <div className={styles['what']}>
        <h1>
          {t(`editor.kind.${draft.kind}`)} <span>{t(`editor.purpose.${draft.purpose}`)}</span>
        </h1>
        <p>
          {draft.declarationNo === null ? reference : formatDeclarationNo(draft.declarationNo)}
          <SavedState />
        </p>
      </div>
      <div className={styles['actions']}>
        <Button kind="quiet" onPress={onTemplate}>
          {t('editor.template.save')}
        </Button>
        <Button kind="quiet" onPress={() => void print()}>
          {t('editor.print')}
        </Button>
        <Button shortcut="Ctrl P" onPress={onPreview}>
          {t('editor.preview.open')}
        </Button>
        <Button shortcut="Ctrl S" onPress={() => void editor.saveNow()}>
          {t('editor.save')}
        </Button>
        <Button kind="main" shortcut="Ctrl ↵" isDisabled={isQueueing} onPress={onQueue}>
          {t(`editor.queue.${draft.purpose}`)}
        </Button>
      </div>
    </header>
  );
}

/** Only what is on disk is called saved. */
function SavedState(): ReactNode {
  const { t, format, say } = useText();
  const saved = useEditorState((state) => state.saved);
  const now = useNow(60_000);
  return (
    <span className={styles['saved']} data-state={saved.is} role="status">
      <Sign name={saved.is === 'failed' || saved.is === 'conflict' ? 'alert' : 'disk'} />
      {saved.is === 'saved'
        ? saved.at === null
          ? t('editor.saved.saved')
          : t('editor.saved.savedAt', { at: format.moment(saved.at, now) })
        : saved.is === 'failed'
          ? `${t('editor.saved.failed')} ${say(saved.problem)}`
          : t(`editor.saved.${saved.is}`)}
    </span>
  );
}

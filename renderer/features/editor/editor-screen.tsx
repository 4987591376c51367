import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { documentKinds, formOf } from '../../../shared/documents/index.ts';
import type { Problem } from '../../../shared/errors.ts';
import { koreanDate } from '../../../shared/time.ts';
import { engineNow } from '../../app/clock.ts';
import { goTo } from '../../app/route.ts';
import { problemOf } from '../../app/session.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { EditorContext, useEditor, useEditorState } from './editor-context.tsx';
import { EditorHead } from './editor-head.tsx';
import styles from './editor-screen.module.css';
import { openEditor, type Editor } from './editor.ts';
import { FormPart } from './form-body.tsx';
import { partsOf } from './parts-of-form.ts';
import { PartIndex } from './part-index.tsx';
import { PreviewDialog } from './preview-dialog.tsx';
import { SidePanel, ToldLine } from './side-panel.tsx';
import { TemplateDialog } from './template-dialog.tsx';
import { useEditorKeys } from './use-editor-keys.ts';

/** 작성: one draft, from the disk to the form and back with every pause. */
export function EditorScreen({ id }: { id: number }): ReactNode {
  const [reading, setReading] = useState(0);
  return <OneDraft id={id} key={`${id} ${reading}`} onReadAgain={() => setReading(reading + 1)} />;
}

function OneDraft({ id, onReadAgain }: { id: number; onReadAgain: () => void }): ReactNode {
  const { t, say } = useText();
  const engine = useEngine();
  const [opened, setOpened] = useState<Editor | Problem | null>(null);
  useEffect(() => {
    let closed = false;
    let editor: Editor | null = null;
    engine
      .call('drafts.get', { id })
      .then((draft) => {
        if (closed) return;
        editor = openEditor(engine, draft, () => koreanDate(engineNow()));
        setOpened(editor);
      })
      .catch((error: unknown) => {
        if (!closed) setOpened(problemOf(error));
      });
    return () => {
      closed = true;
      editor?.close();
    };
  }, [engine, id]);

  if (opened === null)
    return (
      <p className={styles['waiting']} role="status">
        {t('editor.reading')}
      </p>
    );
  if ('code' in opened)
    return (
      <div className={styles['waiting']}>
        <Notice
          tone="bad"
          sign="alert"
          action={
            <Button onPress={() => goTo({ screen: 'drafts' })}>{t('editor.toDrafts')}</Button>
          }
        >
          {opened.code === 'not-found' ? t('editor.gone') : say(opened)}
        </Notice>
      </div>
    );
  return (
    <EditorContext value={opened}>
      <Opened onReadAgain={onReadAgain} />
    </EditorContext>
  );
}

function Opened({ onReadAgain }: { onReadAgain: () => void }): ReactNode {
  const { t, say } = useText();
  const editor = useEditor();
  const { draft } = editor;
  const parts = useMemo(() => partsOf(formOf(draft.kind)), [draft.kind]);
  const form = useRef<HTMLDivElement>(null);
  const [dialog, setDialog] = useState<'preview' | 'template' | null>(null);
  const [state, setState] = useState<'idle' | 'queueing' | Problem>('idle');

  async function queue(): Promise<void> {
    if (state === 'queueing') return;
    setState('queueing');
    const queued = await editor.queue();
    if (queued.is === 'queued') {
      goTo({ screen: 'filings', view: 'all', open: queued.filingId });
      return;
    }
    if (queued.is === 'wrong') {
      const [first] = queued.errors;
      if (first !== undefined) editor.goTo(first.field);
    }
    setState(queued.is === 'failed' ? queued.problem : 'idle');
  }
  const onQueue = (): void => void queue();
  useEditorKeys({ form, parts, onQueue, onPreview: () => setDialog('preview') });
  useFirstField(form);
  useLastChance();

  return (
    <div className={styles['screen']}>
      <EditorHead
        isQueueing={state === 'queueing'}
        onQueue={onQueue}
        onPreview={() => setDialog('preview')}
        onTemplate={() => setDialog('template')}
      />
      <Conflict onReadAgain={onReadAgain} />
      <About />
      {typeof state === 'string' ? null : (
        <Notice tone="bad" sign="alert">
          {t('editor.queue.failed')} {say(state)}
        </Notice>
      )}
      <div className={styles['columns']}>
        <PartIndex parts={parts} form={form} />
        <div className={styles['form']} ref={form} data-form tabIndex={-1}>
          {parts.map((part) => (
            <FormPart key={part.id} part={part} />
          ))}
        </div>
        <SidePanel />
      </div>
      <ToldLine />
      {dialog === 'preview' ? <PreviewDialog onClose={() => setDialog(null)} /> : null}
      {dialog === 'template' ? <TemplateDialog onClose={() => setDialog(null)} /> : null}
    </div>
  );
}

/** What must be known of this kind of draft before one begins. */
function About(): ReactNode {
  const { t, say } = useText();
  const engine = useEngine();
  const { kind, purpose, filingId } = useEditor().draft;
  const [held, setHeld] = useState<'no' | 'held' | Problem>('no');
  const hold = (): void => {
    if (filingId === null) return;
    engine.call('filings.act', { ids: [filingId], action: 'hold' }).then(
      ({ refused: [first] }) => setHeld(first === undefined ? 'held' : first.problem),
      (error: unknown) => setHeld(problemOf(error)),
    );
  };
  const { provisional } = documentKinds[kind];
  if (!provisional && purpose === 'new') return null;
  return (
    <div className={styles['about']}>
      {provisional ? (
        <Notice tone="warn" sign="alert">
          {t('fields.provisional')}
        </Notice>
      ) : null}
      {purpose === 'edit' ? (
        <Notice
          tone="plain"
          sign="clock"
          action={
            held === 'no' ? <Button onPress={hold}>{t('editor.about.hold')}</Button> : undefined
          }
        >
          {typeof held === 'string'
            ? t(held === 'held' ? 'editor.about.held' : 'editor.about.edit')
            : say(held)}
        </Notice>
      ) : null}
      {purpose === 'amend' ? (
        <Notice tone="plain" sign="paper">
          {t('editor.about.amend')}
        </Notice>
      ) : null}
    </div>
  );
}

/** Another window has saved the same draft: whose words stay is a person's to say. */
function Conflict({ onReadAgain }: { onReadAgain: () => void }): ReactNode {
  const { t } = useText();
  const editor = useEditor();
  const isConflict = useEditorState((state) => state.saved.is === 'conflict');
  if (!isConflict) return null;
  return (
    <Notice
      tone="warn"
      sign="alert"
      action={
        <>
          <Button onPress={onReadAgain}>{t('editor.conflict.theirs')}</Button>
          <Button onPress={() => void editor.overrule()}>{t('editor.conflict.mine')}</Button>
        </>
      }
    >
      {t('editor.conflict.told')}
    </Notice>
  );
}

/** A draft that is opened begins in its first field that is empty and needed. */
function useFirstField(form: React.RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const inputs = [
      ...(form.current?.querySelectorAll<HTMLInputElement>('input[data-stop]') ?? []),
    ];
    const empty = inputs.find(
      (input) => input.value === '' && input.getAttribute('aria-required') === 'true',
    );
    (empty ?? inputs[0])?.focus({ preventScroll: true });
    (empty ?? inputs[0])?.scrollIntoView({ block: 'nearest' });
  }, [form]);
}

/** The window is put away or closed: what is not on disk yet goes there now. */
function useLastChance(): void {
  const editor = useEditor();
  useEffect(() => {
    const save = (): void => void editor.saveNow();
    document.addEventListener('visibilitychange', save);
    globalThis.addEventListener('pagehide', save);
    return () => {
      document.removeEventListener('visibilitychange', save);
      globalThis.removeEventListener('pagehide', save);
    };
  }, [editor]);
}

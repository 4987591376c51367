import {
  useCallback,
  useEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import type { CallOutput, Draft, DraftRow, DraftSource } from '../../../shared/contract/index.ts';
import type { Problem } from '../../../shared/errors.ts';
import { declarationKinds, formatDeclarationNo } from '../../../shared/filing/numbers.ts';
import { isImeKey } from '../../app/is-ime-key.ts';
import { goTo } from '../../app/route.ts';
import { problemOf } from '../../app/session.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useFetched, type Fetched } from '../../app/use-fetched.ts';
import { useShortcuts } from '../../app/shortcuts.ts';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Ago } from '../../components/moment.tsx';
import { Notice } from '../../components/notice.tsx';
import { CopyDialog } from './copy-dialog.tsx';
import { ShowButton, useShown } from '../privacy/personal.tsx';
import styles from './drafts-screen.module.css';

type Template = CallOutput<'templates.list'>['rows'][number];

/** 작성중: begins a declaration, and goes on with those that were begun. */
export function DraftsScreen(): ReactNode {
  const { t, say } = useText();
  const engine = useEngine();
  const [copying, setCopying] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [dropped, setDropped] = useState<Draft | null>(null);
  const [pages, setPages] = useState(1);
  const { value, problem: unread, again } = useBegun(pages);
  const { drafts, templates, more } = value ?? { drafts: [], templates: [], more: false };
  const screen = useRef<HTMLDivElement>(null);

  const told = problem ?? unread;
  const failed = (error: unknown): void => setProblem(problemOf(error));
  async function start(from: DraftSource): Promise<void> {
    setProblem(null);
    const draft = await engine.call('drafts.start', { from });
    goTo({ screen: 'editor', draft: draft.id });
  }
  const begin = (from: DraftSource): void => void start(from).catch(failed);
  async function drop(id: number): Promise<void> {
    const draft = await engine.call('drafts.get', { id });
    await engine.call('drafts.drop', { id });
    setDropped(draft);
    again();
  }
  async function restore(draft: Draft): Promise<void> {
    const from: DraftSource =
      draft.filingId === null || draft.purpose === 'new'
        ? { is: 'empty', kind: draft.kind }
        : { is: draft.purpose, filingId: draft.filingId };
    const { id, version } = await engine.call('drafts.start', { from });
    await engine.call('drafts.save', { id, version, body: draft.body });
    setDropped(null);
    again();
  }
  const undo = (): void => {
    if (dropped !== null) void restore(dropped).catch(failed);
  };
  useShortcuts({ KeyZ: undo });
  useArrivedFocus(screen);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (isImeKey(event.nativeEvent)) return;
    const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (by === undefined) {
      const row = document.activeElement?.getAttribute('data-draft');
      if (event.key !== 'Delete' || row === null || row === undefined) return;
      event.preventDefault();
      void drop(Number(row)).catch(failed);
      return;
    }
    const places = [...(screen.current?.querySelectorAll<HTMLElement>('[data-place]') ?? [])];
    const at = places.findIndex((place) => place === document.activeElement);
    places[at + by]?.focus();
    event.preventDefault();
  };
  return (
    // Arrows lead through everything that can be begun or gone on with.
    <div className={styles['screen']} ref={screen} role="presentation" onKeyDown={onKeyDown}>
      <h1 className={styles['title']}>{t('editor.drafts.title')}</h1>
      {told === null ? null : (
        <Notice tone="bad" sign="alert">
          {say(told)}
        </Notice>
      )}
      <div className={styles['columns']}>
        <div className={styles['start']}>
          <Card title={t('editor.drafts.new')}>
            <ul className={styles['list']}>
              {declarationKinds.map((kind) => (
                <li key={kind}>
                  <button
                    type="button"
                    data-place
                    className={styles['row']}
                    onClick={() => begin({ is: 'empty', kind })}
                  >
                    <b>{t(`editor.kind.${kind}`)}</b>
                    <span>{t(`editor.drafts.about.${kind}`)}</span>
                  </button>
                </li>
              ))}
              <li>
                <button
                  type="button"
                  data-place
                  className={styles['row']}
                  onClick={() => setCopying(true)}
                >
                  <b>{t('editor.drafts.copy')}</b>
                  <span>{t('editor.drafts.copyHint')}</span>
                </button>
              </li>
            </ul>
          </Card>
          <Card title={t('editor.drafts.templates')}>
            {templates.length === 0 ? (
              <p className={styles['none']}>{t('editor.drafts.noTemplates')}</p>
            ) : (
              <ul className={styles['list']}>
                {templates.map((template) => (
                  <TemplateRow
                    key={template.id}
                    template={template}
                    onStart={() => begin({ is: 'template', templateId: template.id })}
                    onDrop={() =>
                      void engine
                        .call('templates.drop', { id: template.id })
                        .then(again)
                        .catch(failed)
                    }
                  />
                ))}
              </ul>
            )}
          </Card>
        </div>
        <Card title={t('editor.drafts.begun')} aside={t('editor.drafts.keys')}>
          {value !== null && drafts.length === 0 ? (
            <p className={styles['none']}>{t('editor.drafts.none')}</p>
          ) : (
            <ul className={styles['list']}>
              {drafts.map((draft) => (
                <DraftLine
                  key={draft.id}
                  draft={draft}
                  onDrop={() => void drop(draft.id).catch(failed)}
                />
              ))}
            </ul>
          )}
          {more ? (
            <Button kind="quiet" onPress={() => setPages(pages + 1)}>
              {t('editor.drafts.more')}
            </Button>
          ) : null}
        </Card>
      </div>
      {dropped === null ? null : (
        <Notice
          tone="accent"
          sign="check"
          action={
            <Button shortcut="Z" onPress={undo}>
              {t('editor.told.undo')}
            </Button>
          }
        >
          {t('editor.drafts.dropped')}
        </Notice>
      )}
      {copying ? (
        <CopyDialog
          onClose={() => setCopying(false)}
          onChoose={(filingId) => begin({ is: 'copy', filingId })}
        />
      ) : null}
    </div>
  );
}

function DraftLine({ draft, onDrop }: { draft: DraftRow; onDrop: () => void }): ReactNode {
  const { t } = useText();
  const engine = useEngine();
  const { id } = draft;
  const shown = useShown(useCallback(() => engine.call('personal.draft', { id }), [engine, id]));
  const title = shown.value?.title ?? draft.title;
  return (
    <li className={styles['line']}>
      <button
        type="button"
        data-place
        data-draft={draft.id}
        className={styles['row']}
        onClick={() => goTo({ screen: 'editor', draft: draft.id })}
      >
        <b>{title === '' ? t('editor.drafts.untitled') : title}</b>
        <span>
          {t(`editor.kind.${draft.kind}`)} · {t(`editor.purpose.${draft.purpose}`)}
          {draft.declarationNo === null ? null : ` · ${formatDeclarationNo(draft.declarationNo)}`}
        </span>
        <small>
          <Ago at={draft.updatedAt} />
        </small>
      </button>
      {draft.title.includes('*') ? (
        <ShowButton shown={shown} what={t('editor.drafts.name')} />
      ) : null}
      <Button kind="quiet" onPress={onDrop}>
        {t('editor.drafts.drop')}
      </Button>
    </li>
  );
}

function TemplateRow({
  template,
  onStart,
  onDrop,
}: {
  template: Template;
  onStart: () => void;
  onDrop: () => void;
}): ReactNode {
  const { t } = useText();
  return (
    <li className={styles['line']}>
      <button type="button" data-place className={styles['row']} onClick={onStart}>
        <b>{template.name}</b>
        <span>{t(`editor.kind.${template.kind}`)}</span>
      </button>
      <Button kind="quiet" onPress={onDrop}>
        {t('editor.drafts.drop')}
      </Button>
    </li>
  );
}

const pageSize = 100;

interface Begun {
  drafts: readonly DraftRow[];
  templates: readonly Template[];
  more: boolean;
}

/** Drafts and templates, newest drafts first, so many pages of them. */
function useBegun(pages: number): Fetched<Begun> {
  const engine = useEngine();
  const fetch = useCallback(async (): Promise<Begun> => {
    const { rows: templates } = await engine.call('templates.list', { kind: null });
    const drafts: DraftRow[] = [];
    let after: string | null = null;
    for (let page = 0; page < pages; page += 1) {
      const answer: CallOutput<'drafts.list'> = await engine.call('drafts.list', {
        after,
        limit: pageSize,
      });
      drafts.push(...answer.rows);
      after = answer.next;
      if (after === null) break;
    }
    return { drafts, templates, more: after !== null };
  }, [engine, pages]);
  return useFetched(fetch);
}

/** 새 신고 (N) leads here: the first kind is one Enter away. */
function useArrivedFocus(screen: React.RefObject<HTMLDivElement | null>): void {
  useEffect(() => firstPlace(screen.current)?.focus(), [screen]);
  useShortcuts({ KeyN: () => firstPlace(screen.current)?.focus() });
}

const firstPlace = (screen: HTMLElement | null): HTMLElement | null =>
  screen?.querySelector<HTMLElement>('[data-place]') ?? null;

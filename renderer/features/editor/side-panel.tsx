import { useDeferredValue, useMemo, type ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { fieldLabel } from '../../../shared/documents/index.ts';
import { differencesOf } from '../../../shared/filing/differences.ts';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';

import { useEditor, useEditorState } from './editor-context.tsx';
import { isMissing, ownerOf, type Problem } from './problems.ts';
import { ProblemText } from './problem-text.tsx';
import styles from './side-panel.module.css';
import { TaxPanel } from './tax-panel.tsx';

/** Beside the form: what is wrong, what is computed and, of an amendment, what becomes of what. */
export function SidePanel(): ReactNode {
  const { t, format } = useText();
  const { draft } = useEditor();
  const count = useEditorState(
    (state) =>
      state.problems.all.filter((problem) => problem.severity === 'error' && !isMissing(problem))
        .length,
  );
  const hasBefore = draft.before !== null;
  return (
    <aside className={styles['side']} aria-label={t('editor.side.label')}>
      <Tabs
        defaultSelectedKey={hasBefore ? 'difference' : 'problems'}
        className={styles['tabs'] ?? ''}
      >
        <TabList aria-label={t('editor.side.label')} className={styles['list'] ?? ''}>
          <Tab id="problems" className={styles['tab'] ?? ''}>
            {t('editor.side.problems')} {count > 0 ? <b>{format.count(count)}</b> : null}
          </Tab>
          <Tab id="taxes" className={styles['tab'] ?? ''}>
            {t('editor.side.taxes')}
          </Tab>
          {hasBefore ? (
            <Tab id="difference" className={styles['tab'] ?? ''}>
              {t('editor.side.difference')}
            </Tab>
          ) : null}
        </TabList>
        <TabPanel id="problems" className={styles['panel'] ?? ''}>
          <Problems />
        </TabPanel>
        <TabPanel id="taxes" className={styles['panel'] ?? ''}>
          <TaxPanel />
        </TabPanel>
        {hasBefore ? (
          <TabPanel id="difference" className={styles['panel'] ?? ''}>
            <DifferencePanel />
          </TabPanel>
        ) : null}
      </Tabs>
    </aside>
  );
}

const mostListed = 60;

function Problems(): ReactNode {
  const { t } = useText();
  const all = useEditorState((state) => state.problems.all);
  const checked = useEditorState((state) => state.check !== null);
  const tells = useEditorState((state) => state.tellsMissing);
  const missing = all.filter(isMissing);
  const wrong = all.filter((problem) => problem.severity === 'error' && !isMissing(problem));
  const doubtful = all.filter(({ severity }) => severity === 'warning');
  if (!checked && all.length === 0) return <p role="status">{t('editor.problems.checking')}</p>;
  return (
    <div className={styles['groups']}>
      {all.length === 0 ? (
        <Notice tone="accent" sign="check">
          {t('editor.problems.none')}
        </Notice>
      ) : (
        <p className={styles['key']}>
          <kbd>F8</kbd> {t('editor.problems.next')}
        </p>
      )}
      <Group title={t('editor.problems.wrong', { count: wrong.length })} problems={wrong} open />
      <Group
        title={t('editor.problems.doubtful', { count: doubtful.length })}
        problems={doubtful}
        open
      />
      <Group
        title={t('editor.problems.missing', { count: missing.length })}
        problems={missing}
        open={tells || wrong.length + doubtful.length === 0}
        short
      />
    </div>
  );
}

function Group({
  title,
  problems,
  open,
  short = false,
}: {
  title: string;
  problems: readonly Problem[];
  open: boolean;
  /** Only which field it is: that it is empty stands in the title. */
  short?: boolean;
}): ReactNode {
  const { t, language } = useText();
  const editor = useEditor();
  if (problems.length === 0) return null;
  return (
    <details open={open}>
      <summary>{title}</summary>
      <ul>
        {problems.slice(0, mostListed).map((problem) => {
          const { field, code } = problem.about;
          return (
            <li key={`${field} ${code}`}>
              <button type="button" onClick={() => editor.goTo(ownerOf(field))}>
                {short ? fieldLabel(field, language) : <ProblemText problem={problem} />}
              </button>
            </li>
          );
        })}
      </ul>
      {problems.length > mostListed ? (
        <p>{t('editor.problems.more', { count: problems.length - mostListed })}</p>
      ) : null}
    </details>
  );
}

/** 정정 전과 후: what becomes of what. */
function DifferencePanel(): ReactNode {
  const { t, language } = useText();
  const editor = useEditor();
  const values = useDeferredValue(useEditorState((state) => state.values));
  const { before } = editor.draft;
  const changed = useMemo(
    () => (before === null ? [] : differencesOf(before, values)),
    [before, values],
  );
  if (changed.length === 0) return <p>{t('editor.difference.none')}</p>;
  return (
    <>
      <p className={styles['key']}>{t('editor.difference.count', { count: changed.length })}</p>
      <ul className={styles['changes']}>
        {changed.slice(0, 200).map(({ field, before, after }) => (
          <li key={field}>
            <button type="button" onClick={() => editor.goTo(ownerOf(field))}>
              <span>{fieldLabel(field, language)}</span>
              <del>{before ?? t('editor.field.none')}</del>
              <i aria-hidden="true">→</i>
              <ins>{after ?? t('editor.field.none')}</ins>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What was done to many cells at once, with the way back. */
export function ToldLine(): ReactNode {
  const { t, format } = useText();
  const editor = useEditor();
  const told = useEditorState((state) => state.told);
  if (told === null) return null;
  const count = (n: number): string => format.count(n);
  const words =
    told.is === 'pasted'
      ? t('editor.told.pasted', { rows: count(told.rows), cells: count(told.cells) }) +
        (told.left > 0 ? ` ${t('editor.told.left', { rows: count(told.left) })}` : '')
      : told.is === 'removed'
        ? t('editor.told.removed', { rows: count(told.rows) })
        : told.is === 'cleared'
          ? t('editor.told.cleared', { cells: count(told.cells) })
          : t('editor.told.takenOver', { values: count(told.count) });
  return (
    <div className={styles['told']} role="status">
      <span>{words}</span>
      <Button kind="quiet" shortcut="Ctrl Z" onPress={editor.undo}>
        {t('editor.told.undo')}
      </Button>
      <Button kind="quiet" onPress={editor.putAway}>
        {t('editor.close')}
      </Button>
    </div>
  );
}

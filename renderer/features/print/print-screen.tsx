import { useEffect, useState, type ReactNode } from 'react';
import type { Problem } from '../../../shared/errors.ts';
import type { FilingId } from '../../../shared/filing/numbers.ts';
import { problemOf } from '../../app/session.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useShortcuts } from '../../app/shortcuts.ts';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { paperOf, paperOfDraft, type Paper } from './paper.ts';
import { PaperPages } from './paper-pages.tsx';
import styles from './print.module.css';

export type PrintSource = { ids: readonly FilingId[] } | { draft: number };

/** Filings asked for at a time. */
const mostAtOnce = 200;

/** 신고서: declarations as they go on paper, for hand-in where nothing else works. */
export function PrintScreen({ source }: { source: PrintSource }): ReactNode {
  const { t, say, format } = useText();
  const [papers, problem] = usePapers(source);
  const [pages, setPages] = useState<Readonly<Record<string, number>>>({});
  useShortcuts({ Escape: back });
  const ready = papers !== null && papers.every(({ key }) => key in pages);
  const total = Object.values(pages).reduce((sum, count) => sum + count, 0);
  return (
    <div className={styles['screen']} data-ready={ready}>
      <header className={styles['bar']}>
        <h1>{t('print.title')}</h1>
        <span role="status">
          {ready
            ? t('print.count', {
                documents: format.count(papers.length),
                pages: format.count(total),
              })
            : t('print.laying')}
        </span>
        <span className={styles['hint']}>{t('print.hint')}</span>
        <Button shortcut="Esc" onPress={back}>
          {t('print.back')}
        </Button>
        <Button kind="main" isDisabled={!ready} onPress={() => globalThis.print()}>
          {t('print.print')}
        </Button>
      </header>
      {problem === null ? null : (
        <Notice tone="bad" sign="alert">
          {say(problem)}
        </Notice>
      )}
      {papers?.map((paper) => (
        <PaperPages
          key={paper.key}
          paper={paper}
          onPages={(count) =>
            setPages((before) =>
              before[paper.key] === count ? before : { ...before, [paper.key]: count },
            )
          }
        />
      ))}
    </div>
  );
}

function back(): void {
  if (history.length > 1) history.back();
  else location.hash = '#/';
}

function usePapers(source: PrintSource): [readonly Paper[] | null, Problem | null] {
  const engine = useEngine();
  const [papers, setPapers] = useState<readonly Paper[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  // Another address is another screen.
  const [wanted] = useState(source);
  useEffect(() => {
    let closed = false;
    async function read(): Promise<Paper[]> {
      if ('draft' in wanted)
        return [paperOfDraft(await engine.call('drafts.get', { id: wanted.draft }))];
      const found: Paper[] = [];
      for (let from = 0; from < wanted.ids.length; from += mostAtOnce) {
        const ids = wanted.ids.slice(from, from + mostAtOnce);
        const { documents } = await engine.call('filings.printable', { ids });
        found.push(...documents.map(paperOf));
      }
      return found;
    }
    // The pages are laid out by the height of their texts: their font must be there first.
    Promise.all([read(), document.fonts.ready]).then(
      ([found]) => {
        if (!closed) setPapers(found);
      },
      (error: unknown) => {
        if (!closed) setProblem(problemOf(error));
      },
    );
    return () => {
      closed = true;
    };
  }, [engine, wanted]);
  return [papers, problem];
}

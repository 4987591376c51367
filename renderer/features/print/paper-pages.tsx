import { useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { documentKinds } from '../../../shared/documents/document-kinds.ts';
import { createTranslate } from '../../../shared/i18n/index.ts';
import { koreanDate } from '../../../shared/time.ts';
import { engineNow } from '../../app/clock.ts';
import { createFormats } from '../../app/formats.ts';
import { useSync } from '../../app/session-context.tsx';
import { fillPages } from './pages.ts';
import { penFor, type Paper, type Standing } from './paper.ts';
import { piecesOf } from './pieces.tsx';
import styles from './print.module.css';

/** Whatever language the screens speak, customs reads Korean. */
const t = createTranslate('ko');
const format = createFormats('ko', t);

/** One declaration on as many sheets as it takes. */
export function PaperPages({
  paper,
  onPages,
}: {
  paper: Paper;
  onPages: (count: number) => void;
}): ReactNode {
  const practice = useSync((sync) => sync.mode === 'practice');
  const pieces = useMemo(() => piecesOf(t, paper, penFor(paper.kind)), [paper]);
  const measure = useRef<HTMLDivElement>(null);
  const [pages, setPages] = useState<number[][] | null>(null);
  useLayoutEffect(() => {
    const content = measure.current;
    if (content === null) return;
    const heights = [...content.children].map((child) => child.getBoundingClientRect().height);
    const room = content.parentElement?.getBoundingClientRect().height ?? 0;
    const measured = pieces.map(({ keepsWithNext }, index) => ({
      height: heights[index] ?? 0,
      keepsWithNext,
    }));
    setPages(fillPages(measured, room));
  }, [pieces]);
  useEffect(() => {
    if (pages !== null) onPages(pages.length);
  }, [pages, onPages]);

  if (pages === null)
    return (
      <div className={styles['measure']} lang="ko" aria-hidden="true">
        <Sheet paper={paper} practice={practice} page={1} of={1}>
          <div ref={measure}>
            {pieces.map(({ key, content }) => (
              <div key={key} className={styles['piece']}>
                {content}
              </div>
            ))}
          </div>
        </Sheet>
      </div>
    );
  return (
    <article lang="ko" aria-label={paper.declarationNo}>
      {pages.map((page, index) => (
        <Sheet
          key={page[0] ?? index}
          paper={paper}
          practice={practice}
          page={index + 1}
          of={pages.length}
        >
          {page.map((at) => {
            const piece = pieces[at];
            return piece === undefined ? null : (
              <div key={piece.key} className={styles['piece']}>
                {piece.content}
              </div>
            );
          })}
        </Sheet>
      ))}
    </article>
  );
}

function Sheet({
  paper,
  practice,
  page,
  of,
  children,
}: {
  paper: Paper;
  practice: boolean;
  page: number;
  of: number;
  children: ReactNode;
}): ReactNode {
  const { kind, declarationNo, standing } = paper;
  return (
    <section className={styles['sheet']} data-sheet-page={page}>
      <header className={styles['head']}>
        <div>
          <h2>
            {t(`print.names.${kind}`)}
            {page > 1 ? <small> ({t('print.continued')})</small> : null}
          </h2>
          <p>{declarationNo === '' ? t('print.noNumber') : declarationNo}</p>
        </div>
        <div className={styles['mark']} data-standing={standing.is}>
          {practice ? <b>{t('print.practice')}</b> : null}
          <b>{t(`print.standing.${standing.is}`)}</b>
          {documentKinds[kind].provisional ? <b>{t('print.provisional')}</b> : null}
          <span>{standingWords(standing)}</span>
        </div>
        <p className={styles['page']}>
          {page} / {of}
        </p>
      </header>
      <div className={styles['content']}>{children}</div>
      <footer className={styles['foot']}>
        <span>{t('print.printedAt', { at: printedAt() })}</span>
        <span>{t(`print.foot.${standing.is}`)}</span>
      </footer>
    </section>
  );
}

function standingWords(standing: Standing): string {
  if (standing.is === 'draft') return '';
  if (standing.is === 'taken')
    return standing.receiptNo === null ? '' : t('print.receipt', { number: standing.receiptNo });
  const { attempts, firstAttemptAt } = standing;
  if (attempts === 0 || firstAttemptAt === null) return t('print.notTried');
  return t('print.tried', { count: attempts, at: momentOf(firstAttemptAt) });
}

/** With its day, whichever day it is read on. */
const momentOf = (at: ReturnType<typeof engineNow>): string =>
  `${koreanDate(at)} ${format.moment(at, at)}`;

const printedAt = (): string => momentOf(engineNow());

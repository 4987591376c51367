import { useState, type ReactNode } from 'react';
import type { CallOutput } from '../../../shared/contract/index.ts';
import type { Problem } from '../../../shared/errors.ts';
import { formatDeclarationNo } from '../../../shared/filing/numbers.ts';
import { engineNow } from '../../app/clock.ts';
import { problemOf } from '../../app/session.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import styles from './settings-screen.module.css';

const pageSize = 50;

type Page = CallOutput<'numbers.gaps'>;

/** 쓰지 않은 번호: each with why; an auditor asks for them. */
export function Gaps(): ReactNode {
  const { t, say, format } = useText();
  const engine = useEngine();
  const [page, setPage] = useState<Page | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const more = (): void => {
    setProblem(null);
    engine.call('numbers.gaps', { after: page?.next ?? null, limit: pageSize }).then(
      ({ rows, next }) => setPage({ rows: [...(page?.rows ?? []), ...rows], next }),
      (error: unknown) => setProblem(problemOf(error)),
    );
  };
  return (
    <section className={styles['gaps']} aria-label={t('settings.numbers.gaps')}>
      <h3>{t('settings.numbers.gaps')}</h3>
      <p>{t('settings.numbers.gapsText')}</p>
      {page === null ? null : page.rows.length === 0 ? (
        <p>{t('settings.numbers.noGaps')}</p>
      ) : (
        <ul>
          {page.rows.map(({ declarationNo, why, reference, at }) => (
            <li key={declarationNo}>
              <b>{formatDeclarationNo(declarationNo)}</b>
              <span>{t(`numbers.gap.${why}`)}</span>
              <span>{reference}</span>
              <time>{format.clock(at, engineNow())}</time>
            </li>
          ))}
        </ul>
      )}
      {problem === null ? null : (
        <p role="alert" className={styles['problem']}>
          {say(problem)}
        </p>
      )}
      {page !== null && page.next === null ? null : (
        <Button kind="quiet" onPress={more}>
          {t(page === null ? 'settings.numbers.showGaps' : 'settings.numbers.more')}
        </Button>
      )}
    </section>
  );
}

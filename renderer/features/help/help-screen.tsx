import type { ReactNode } from 'react';
import { helpPages, type HelpPage } from '../../../shared/help/help-pages.ts';
import { addressOf } from '../../app/route.ts';
import { useText } from '../../app/text.tsx';
import styles from './help-screen.module.css';
import { Markdown } from './markdown.tsx';
import { pageText } from './page-texts.ts';

/** 도움말: what an office needs to know, without any network. */
export function HelpScreen({ page }: { page: HelpPage }): ReactNode {
  const { t, language } = useText();
  return (
    <div className={styles['screen']}>
      <nav className={styles['pages']} aria-label={t('help.label')}>
        {helpPages.map((each) => (
          <a
            key={each}
            href={addressOf({ screen: 'help', page: each })}
            aria-current={each === page ? 'page' : undefined}
          >
            {t(`help.pages.${each}`)}
          </a>
        ))}
      </nav>
      <article className={styles['page']} key={page}>
        <Markdown text={pageText(page, language)} />
      </article>
    </div>
  );
}

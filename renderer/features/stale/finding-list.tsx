import type { ReactNode } from 'react';
import type { StaleFinding } from '../../../shared/filing/stale.ts';
import { useText } from '../../app/text.tsx';
import { Sign, type SignName } from '../../components/sign.tsx';
import { findingSentences } from './findings.ts';
import styles from './stale.module.css';

const signs: Readonly<Record<StaleFinding['is'], SignName>> = {
  'exchange-rate': 'turn',
  'exchange-rate-unchecked': 'question',
  'pccc-mismatch': 'alert',
  'pccc-unchecked': 'question',
  'deadline-passed': 'clock',
  'not-recomputable': 'pencil',
};

/** What was found, a sentence each. */
export function FindingList({ findings }: { findings: readonly StaleFinding[] }): ReactNode {
  const { t } = useText();
  return (
    <ul className={styles['findings']}>
      {findings.map((finding) => {
        const [sentence, ...more] = findingSentences(finding, t);
        return (
          <li key={`${finding.is} ${sentence}`} data-finding={finding.is}>
            <Sign name={signs[finding.is]} size={14} />
            <div>
              <p>{sentence}</p>
              {more.map((words) => (
                <p key={words} className={styles['more']}>
                  {words}
                </p>
              ))}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

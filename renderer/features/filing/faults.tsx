import type { ReactNode } from 'react';
import type { FilingDetail } from '../../../shared/filing/detail.ts';
import { useText } from '../../app/text.tsx';
import styles from './filing-panel.module.css';
import { Section } from './section.tsx';

/** What the central system found wrong, field by field, in its own words. */
export function Faults({ errors }: { errors: FilingDetail['errors'] }): ReactNode {
  const { t } = useText();
  if (errors.length === 0) return null;
  return (
    <Section title={t('screens.filing.faults')} count={errors.length}>
      <FaultList errors={errors} />
    </Section>
  );
}

export function FaultList({ errors }: { errors: FilingDetail['errors'] }): ReactNode {
  const { t } = useText();
  return (
    <ul className={styles['faults']}>
      {errors.map((error) => (
        <li key={`${error.code} ${error.path ?? ''} ${error.message}`}>
          <span>
            {error.code === 'not-in-cp949'
              ? t('notices.notInCp949', { what: error.message })
              : error.message}
          </span>
          <small>
            {error.path === undefined ? null : <code>{error.path}</code>} <code>{error.code}</code>
          </small>
        </li>
      ))}
    </ul>
  );
}

import type { ReactNode } from 'react';
import type { Salvaged } from '../../../shared/contract/rescue.ts';
import { useRescue } from '../../app/rescue.ts';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import styles from './rescue.module.css';

/** What could be read of damaged data, before the work goes on. */
export function Saved({ saved }: { saved: Salvaged }): ReactNode {
  const { t, format } = useText();
  const { rows, entriesLost, filings, kept } = saved;
  return (
    <>
      <h1 role="status">
        {t('rescue.salvage.done', { rows: format.count(rows), lost: format.count(entriesLost) })}
      </h1>
      {kept === null ? null : <p>{t('rescue.salvage.kept', { kept })}</p>}
      {filings.length === 0 ? null : (
        <>
          <p>{t('rescue.salvage.look')}</p>
          <ul className={styles['filings']}>
            {filings.map((no) => (
              <li key={no}>{no}</li>
            ))}
          </ul>
        </>
      )}
      <p>{t('backup.restore.held')}</p>
      <Button kind="main" onPress={() => useRescue.setState({ step: { is: 'idle' } })}>
        {t('rescue.salvage.open')}
      </Button>
    </>
  );
}

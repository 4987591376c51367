import type { ReactNode } from 'react';
import type { RestorePreview } from '../../../shared/contract/backup.ts';
import { readDeclarationNo, formatDeclarationNo } from '../../../shared/filing/numbers.ts';
import { transportStateSchema } from '../../../shared/filing/states.ts';
import { engineNow } from '../../app/clock.ts';
import { useText } from '../../app/text.tsx';
import { Notice } from '../../components/notice.tsx';
import styles from './backup-screen.module.css';

/** What a restore would change: side by side, and the filings of today that would not be known. */
export function Preview({ preview }: { preview: RestorePreview }): ReactNode {
  const { t, format } = useText();
  const { copy, present, isSameLine, unknown } = preview;
  const moment = (at: RestorePreview['made'] | null): string =>
    at === null ? '–' : format.moment(at, engineNow());
  const now = (value: string | undefined): string => value ?? t('backup.restore.unreadable');
  return (
    <>
      <table className={styles['table']} aria-label={t('backup.restore.changes')}>
        <thead>
          <tr>
            <th>{t('backup.restore.changes')}</th>
            <th>{t('backup.restore.now')}</th>
            <th>{t('backup.restore.after')}</th>
          </tr>
        </thead>
        <tbody>
          {(['filings', 'waiting'] as const).map((each) => (
            <tr key={each}>
              <td>{t(`backup.restore.${each}`)}</td>
              <td>{now(present === null ? undefined : format.count(present[each]))}</td>
              <td>{format.count(copy[each])}</td>
            </tr>
          ))}
          <tr>
            <td>{t('backup.restore.newest')}</td>
            <td>{now(present === null ? undefined : moment(present.newestAt))}</td>
            <td>{moment(copy.newestAt)}</td>
          </tr>
          {copy.numbers.map(({ year, letter, last }) => {
            const given = present?.numbers.find(
              (each) => each.year === year && each.letter === letter,
            );
            return (
              <tr key={`${year}${letter}`}>
                <td>{t('backup.restore.number', { year, letter })}</td>
                <td>{now(given === undefined ? undefined : format.count(given.last))}</td>
                <td>{format.count(last)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {isSameLine ? null : (
        <Notice tone="bad" sign="alert">
          {t('backup.restore.otherLine')}
        </Notice>
      )}
      {unknown.count === 0 ? null : <Unknown unknown={unknown} />}
      <p>{t('backup.restore.keeps')}</p>
      <p>{t('backup.restore.held')}</p>
      <p>{t('backup.restore.sentFolder')}</p>
    </>
  );
}

function Unknown({ unknown }: { unknown: RestorePreview['unknown'] }): ReactNode {
  const { t } = useText();
  return (
    <div className={styles['unknown']}>
      <Notice tone="warn" sign="alert">
        <b>{t('backup.restore.unknown', { count: unknown.count })}</b>{' '}
        {t('backup.restore.unknownHint')}
      </Notice>
      <ul>
        {unknown.filings.map(({ declarationNo, reference, transport }) => {
          const no = readDeclarationNo(declarationNo);
          const state = transportStateSchema.safeParse(transport);
          return (
            <li key={declarationNo}>
              <span>{no === null ? declarationNo : formatDeclarationNo(no)}</span>
              <span>{reference}</span>
              <span>{state.success ? t(`states.transport.${state.data}`) : transport}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

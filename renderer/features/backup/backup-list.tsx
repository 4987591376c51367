import { useCallback, type ReactNode } from 'react';
import { engineNow } from '../../app/clock.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { never, useFetched } from '../../app/use-fetched.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import styles from './backup-screen.module.css';
import { sizeOf } from './size.ts';

/** What lies in the backup folder, newest first; the one to restore from is chosen here. */
export function BackupList({
  folder,
  onChoose,
}: {
  folder: string | null;
  onChoose: (file: string) => void;
}): ReactNode {
  const { t, say, format } = useText();
  const engine = useEngine();
  const fetch = useCallback(() => engine.call('backup.list', {}), [engine]);
  const { value, problem } = useFetched(fetch, { concerns: never });
  if (folder === null) return null;
  const backups = value?.backups ?? [];
  return (
    <Card title={t('backup.list.title')}>
      <div className={styles['list']}>
        {problem === null ? null : <p className={styles['problem']}>{say(problem)}</p>}
        {value !== null && backups.length === 0 ? <p>{t('backup.list.empty')}</p> : null}
        {backups.length === 0 ? null : (
          <table className={styles['table']}>
            <thead>
              <tr>
                <th>{t('backup.list.made')}</th>
                <th>{t('backup.list.filings')}</th>
                <th>{t('backup.list.size')}</th>
                <th>{t('backup.list.opens')}</th>
                <th aria-label={t('backup.list.choose')} />
              </tr>
            </thead>
            <tbody>
              {backups.map(({ file, made, mode, filings, bytes, hasPassphrase }) => {
                const size = sizeOf(bytes);
                return (
                  <tr key={file}>
                    <td>
                      {format.moment(made, engineNow())}
                      {mode === 'practice' ? ` (${t('backup.list.practice')})` : ''}
                    </td>
                    <td>{format.count(filings)}</td>
                    <td>{t(size.key, { value: size.value })}</td>
                    <td>
                      {t(
                        hasPassphrase
                          ? 'backup.settings.passphrase'
                          : 'backup.settings.thisComputer',
                      )}
                    </td>
                    <td>
                      <Button kind="quiet" onPress={() => onChoose(file)}>
                        {t('backup.list.choose')}
                      </Button>
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        )}
      </div>
    </Card>
  );
}

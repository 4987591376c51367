import { useState, type ReactNode } from 'react';
import type { BackupState } from '../../../shared/contract/backup.ts';
import type { Problem } from '../../../shared/errors.ts';
import { engineNow } from '../../app/clock.ts';
import { problemOf } from '../../app/session.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Notice } from '../../components/notice.tsx';
import { Sign } from '../../components/sign.tsx';
import styles from './backup-screen.module.css';
import { sizeOf } from './size.ts';

const dayMs = 24 * 3_600_000;

/** When the last backup was made, whether that is too long ago, and a button to make one. */
export function StateCard({
  state,
  onChange,
}: {
  state: BackupState;
  onChange: () => void;
}): ReactNode {
  const { t, say, format } = useText();
  const engine = useEngine();
  const [told, setTold] = useState<{ made: string } | Problem | null>(null);
  const [isBusy, setBusy] = useState(false);
  const { last, folder, nextAt, kept, checkedAt } = state;
  const keptSize = sizeOf(kept.bytes);
  const isMaking = isBusy || state.isMaking;

  async function make(): Promise<void> {
    setBusy(true);
    setTold(await engine.call('backup.make', {}).then(({ file }) => ({ made: file }), problemOf));
    setBusy(false);
    onChange();
  }
  const size = last === null ? null : sizeOf(last.bytes);
  return (
    <Card title={t('backup.state.title')}>
      <div className={styles['body']}>
        {isMaking ? (
          <Notice tone="accent" sign="clock">
            {t('backup.state.making')}
          </Notice>
        ) : null}
        {!isMaking && state.trouble !== null ? (
          <Notice tone="warn" sign="alert">
            {say(state.trouble)}
          </Notice>
        ) : null}
        <dl className={styles['facts']}>
          <dt>{t('backup.state.last')}</dt>
          <dd>
            {last === null ? (
              <Age isOld>{t('backup.state.none')}</Age>
            ) : (
              <Age isOld={engineNow() - last.at > 2 * dayMs}>
                {format.moment(last.at, engineNow())}
              </Age>
            )}
          </dd>
          {last === null || size === null ? null : (
            <>
              <dt>{t('backup.state.file')}</dt>
              <dd className={styles['path']}>{last.file}</dd>
              <dt>{t('backup.state.size')}</dt>
              <dd>
                {t(size.key, { value: size.value })} ·{' '}
                {t('backup.state.filings', { count: last.filings })}
              </dd>
            </>
          )}
          {nextAt === null ? null : (
            <>
              <dt>{t('backup.state.next')}</dt>
              <dd>{format.moment(nextAt, engineNow())}</dd>
            </>
          )}
          <dt>{t('backup.state.checked')}</dt>
          <dd>
            {checkedAt === null
              ? t('backup.state.notChecked')
              : format.moment(checkedAt, engineNow())}
          </dd>
          {kept.count === 0 ? null : (
            <>
              <dt>{t('backup.state.kept')}</dt>
              <dd className={styles['path']} title={t('backup.state.keptRule')}>
                {t('backup.state.keptFacts', {
                  count: kept.count,
                  size: t(keptSize.key, { value: keptSize.value }),
                  folder: kept.folder,
                })}
              </dd>
            </>
          )}
        </dl>
        <div>
          <Button kind="main" isDisabled={folder === null || isMaking} onPress={() => void make()}>
            {t('backup.state.make')}
          </Button>
        </div>
        {told === null ? null : 'made' in told ? (
          <p role="status">{t('backup.state.made', { file: told.made })}</p>
        ) : (
          <p role="alert" className={styles['problem']}>
            {say(told)}
          </p>
        )}
      </div>
    </Card>
  );
}

function Age({ isOld, children }: { isOld: boolean; children: ReactNode }): ReactNode {
  const { t } = useText();
  return (
    <span className={styles['age']} data-old={isOld}>
      <Sign name={isOld ? 'alert' : 'check'} size={13} />
      <b>{children}</b> {t(isOld ? 'backup.state.old' : 'backup.state.fresh')}
    </span>
  );
}

import type { ReactNode } from 'react';
import type { RecoveryState } from '../../../shared/contract/backup.ts';
import { engineNow } from '../../app/clock.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Notice } from '../../components/notice.tsx';
import { Progress } from '../../components/progress.tsx';
import styles from './backup-screen.module.css';

const counted = ['settled', 'takenUp', 'free', 'untold'] as const;

/** How far the central system was asked after an older copy was put in place. */
export function RecoveryCard({
  recovery,
  onChange,
}: {
  recovery: RecoveryState;
  onChange: () => void;
}): ReactNode {
  const { t, format } = useText();
  const engine = useEngine();
  const { why, from, holds, needsPerson, asked, left } = recovery;
  const waitsForPerson = needsPerson && left === 0;
  return (
    <Card title={t('backup.recovery.title')}>
      <div className={styles['body']}>
        <p>{t(`backup.recovery.why.${why}`, { from: format.moment(from, engineNow()) })}</p>
        <Progress
          words={t(holds ? 'backup.recovery.holds' : 'backup.recovery.resting')}
          done={asked}
          total={asked + left}
        />
        <dl className={styles['facts']}>
          <dt>{t('backup.recovery.asked')}</dt>
          <dd>{format.count(asked)}</dd>
          <dt>{t('backup.recovery.left')}</dt>
          <dd>{format.count(left)}</dd>
          {counted.map((each) => (
            <Fact key={each} name={t(`backup.recovery.${each}`)} count={recovery[each]} />
          ))}
        </dl>
        {holds ? <p>{t('backup.recovery.parts')}</p> : null}
        {waitsForPerson ? (
          <Notice
            tone="warn"
            sign="alert"
            action={
              <Button onPress={() => void engine.call('restore.goOn', {}).then(onChange, onChange)}>
                {t('backup.recovery.goOn')}
              </Button>
            }
          >
            {t('backup.recovery.person')}
          </Notice>
        ) : null}
      </div>
    </Card>
  );
}

function Fact({ name, count }: { name: string; count: number }): ReactNode {
  const { format } = useText();
  return (
    <>
      <dt>{name}</dt>
      <dd>{format.count(count)}</dd>
    </>
  );
}

import type { ReactNode } from 'react';
import type { EpochMs } from '../../../shared/time.ts';
import { engineNow } from '../../app/clock.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Notice } from '../../components/notice.tsx';
import styles from './backup-screen.module.css';
import { WriteForm } from './write-form.tsx';

/** One file for a new computer; after it this one sends no more until a person says otherwise. */
export function MoveCard({
  movedAt,
  onChange,
}: {
  movedAt: EpochMs | null;
  onChange: () => void;
}): ReactNode {
  const { t, format } = useText();
  const engine = useEngine();
  return (
    <Card title={t('backup.move.title')}>
      {movedAt === null ? (
        <WriteForm
          hint={t('backup.move.hint')}
          folder={t('backup.move.folder')}
          passphrase={t('backup.move.passphrase')}
          make={t('backup.move.make')}
          onMake={async (into) => {
            const { file } = await engine.call('move.out', into);
            onChange();
            return t('backup.move.made', { file });
          }}
        />
      ) : (
        <div className={styles['body']}>
          <Notice tone="warn" sign="alert">
            {t('backup.move.moved', { at: format.moment(movedAt, engineNow()) })}
          </Notice>
          <p>{t('backup.move.stayHint')}</p>
          <div>
            <Button
              kind="danger"
              onPress={() => void engine.call('move.stay', {}).then(onChange, onChange)}
            >
              {t('backup.move.stay')}
            </Button>
          </div>
        </div>
      )}
    </Card>
  );
}

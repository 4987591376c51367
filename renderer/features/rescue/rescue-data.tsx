import type { ReactNode } from 'react';
import { Form } from 'react-aria-components';
import type { Problem } from '../../../shared/errors.ts';
import { useRescue } from '../../app/rescue.ts';
import { useText } from '../../app/text.tsx';
import { textOf } from '../../app/use-form.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Notice } from '../../components/notice.tsx';
import { BackupFileFields } from '../backup/file-fields.tsx';
import { HowFar, RescueAtWork } from './at-work.tsx';
import styles from './rescue.module.css';
import { useRescuing } from './use-rescuing.ts';

const forget = (): void => useRescue.setState({ step: { is: 'idle' } });

/** Data that is damaged: a backup in its place, or what can be read of it. */
export function RescueData({ problem }: { problem: Problem }): ReactNode {
  const { t, say } = useText();
  const { rescue, step, restore, salvage } = useRescuing();
  const isBusy = step.is === 'working';
  // Another window has begun it.
  if (!isBusy && rescue !== null && rescue.work !== null) return <RescueAtWork />;
  return (
    <>
      <h1>{t('rescue.title')}</h1>
      {rescue === null ? (
        <Notice tone="bad" sign="alert">
          {say(problem)}
        </Notice>
      ) : (
        <>
          <p>
            {t(`rescue.mode.${rescue.mode}`)} · {t('rescue.text', { file: rescue.file })}
          </p>
          <RestoreForm isBusy={isBusy} onRestore={restore} />
          <Card title={t('rescue.salvage.title')}>
            <div className={styles['body']}>
              <p>{t('rescue.salvage.text')}</p>
              <Button isDisabled={isBusy} onPress={salvage}>
                {t('rescue.salvage.do')}
              </Button>
            </div>
          </Card>
        </>
      )}
      {isBusy ? <HowFar rescue={rescue} /> : null}
      {step.is === 'failed' ? (
        <Notice tone="bad" sign="alert">
          {say(step.problem)}
        </Notice>
      ) : null}
    </>
  );
}

function RestoreForm({
  isBusy,
  onRestore,
}: {
  isBusy: boolean;
  onRestore(file: string, passphrase: string): void;
}): ReactNode {
  const { t } = useText();
  return (
    <Card title={t('rescue.restore.title')}>
      <Form
        className={styles['body'] ?? ''}
        validationBehavior="aria"
        onSubmit={(event) => {
          event.preventDefault();
          const data = new FormData(event.currentTarget);
          const file = textOf(data, 'file');
          if (file !== '') onRestore(file, textOf(data, 'passphrase'));
        }}
      >
        <p>{t('rescue.restore.text')}</p>
        <BackupFileFields onMend={forget} />
        <Button kind="main" type="submit" isDisabled={isBusy}>
          {t('rescue.restore.do')}
        </Button>
      </Form>
    </Card>
  );
}

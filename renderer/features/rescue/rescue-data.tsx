import { useCallback, type ReactNode } from 'react';
import { Form } from 'react-aria-components';
import type { Problem } from '../../../shared/errors.ts';
import { useRescue, type RescueStep } from '../../app/rescue.ts';
import { problemOf } from '../../app/session.ts';
import { useEngine, useSession } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { textOf } from '../../app/use-form.ts';
import { useFetched } from '../../app/use-fetched.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Notice } from '../../components/notice.tsx';
import { BackupFileFields } from '../backup/file-fields.tsx';
import styles from './rescue.module.css';

const setStep = (step: RescueStep): void => useRescue.setState({ step });
const forget = (): void => setStep({ is: 'idle' });

/** Data that is damaged: a backup in its place, or what can be read of it. */
export function RescueData({ problem }: { problem: Problem }): ReactNode {
  const { t, say } = useText();
  const engine = useEngine();
  const session = useSession();
  const { value } = useFetched(useCallback(() => engine.call('rescue.get', {}), [engine]));
  const step = useRescue((state) => state.step);
  const rescue = value?.rescue ?? null;

  async function work(action: () => Promise<RescueStep>): Promise<void> {
    setStep({ is: 'working' });
    try {
      setStep(await action());
    } catch (error) {
      setStep({ is: 'failed', problem: problemOf(error) });
      return;
    }
    await session.refresh();
  }
  const restore = (file: string, passphrase: string): void =>
    void work(async () => {
      const secret = passphrase === '' ? null : passphrase;
      await engine.call('rescue.restore', { file, passphrase: secret });
      return { is: 'idle' };
    });
  const salvage = (): void =>
    void work(async () => ({ is: 'salvaged', saved: await engine.call('rescue.salvage', {}) }));

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
          <RestoreForm isBusy={step.is === 'working'} onRestore={restore} />
          <Card title={t('rescue.salvage.title')}>
            <div className={styles['body']}>
              <p>{t('rescue.salvage.text')}</p>
              <Button isDisabled={step.is === 'working'} onPress={salvage}>
                {t('rescue.salvage.do')}
              </Button>
            </div>
          </Card>
        </>
      )}
      {step.is === 'working' ? <p role="status">{t('rescue.working')}</p> : null}
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

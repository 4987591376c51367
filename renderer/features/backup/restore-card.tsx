import { useState, type ReactNode } from 'react';
import { Form } from 'react-aria-components';
import type { RestorePreview } from '../../../shared/contract/backup.ts';
import type { Problem } from '../../../shared/errors.ts';
import { problemOf } from '../../app/session.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { textOf } from '../../app/use-form.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Notice } from '../../components/notice.tsx';
import styles from './backup-screen.module.css';
import { BackupFileFields } from './file-fields.tsx';
import { Preview } from './preview.tsx';

type Step =
  | { is: 'idle' }
  | { is: 'looking' }
  | { is: 'looked'; from: From; preview: RestorePreview }
  | { is: 'restoring'; from: From; preview: RestorePreview }
  | { is: 'done'; kept: string | null }
  | { is: 'failed'; problem: Problem };
interface From {
  file: string;
  passphrase: string | null;
}

/** Restoring: first what would change, and only then the button that does it. */
export function RestoreCard({
  initial,
  onRestored,
}: {
  initial: string;
  onRestored: () => void;
}): ReactNode {
  const { t, say } = useText();
  const engine = useEngine();
  const [step, setStep] = useState<Step>({ is: 'idle' });

  async function look(from: From): Promise<void> {
    setStep({ is: 'looking' });
    setStep(
      await engine.call('restore.preview', from).then(
        (preview) => ({ is: 'looked', from, preview }) as const,
        (error: unknown) => ({ is: 'failed', problem: problemOf(error) }) as const,
      ),
    );
  }
  async function restore(from: From, preview: RestorePreview): Promise<void> {
    setStep({ is: 'restoring', from, preview });
    setStep(
      await engine.call('restore.apply', from).then(
        ({ kept }) => ({ is: 'done', kept }) as const,
        (error: unknown) => ({ is: 'failed', problem: problemOf(error) }) as const,
      ),
    );
    onRestored();
  }
  const isBusy = step.is === 'looking' || step.is === 'restoring';
  const forget = (): void => setStep({ is: 'idle' });
  return (
    <Card title={t('backup.restore.title')}>
      <Form
        className={styles['body'] ?? ''}
        validationBehavior="aria"
        onSubmit={(event) => {
          event.preventDefault();
          const data = new FormData(event.currentTarget);
          const passphrase = textOf(data, 'passphrase');
          const file = textOf(data, 'file');
          if (file !== '') void look({ file, passphrase: passphrase === '' ? null : passphrase });
        }}
      >
        <BackupFileFields initial={initial} onMend={forget} />
        <div>
          <Button type="submit" isDisabled={isBusy}>
            {t('backup.restore.look')}
          </Button>
        </div>
      </Form>
      {step.is === 'failed' ? (
        <div className={styles['body']}>
          <Notice tone="bad" sign="alert">
            {say(step.problem)}
          </Notice>
        </div>
      ) : null}
      {step.is === 'looked' || step.is === 'restoring' ? (
        <div className={styles['body']}>
          <Preview preview={step.preview} />
          <div className={styles['buttons']}>
            <Button
              kind="danger"
              isDisabled={isBusy}
              onPress={() => void restore(step.from, step.preview)}
            >
              {t('backup.restore.confirm')}
            </Button>
            <Button isDisabled={isBusy} onPress={forget}>
              {t('backup.restore.cancel')}
            </Button>
          </div>
        </div>
      ) : null}
      {step.is === 'done' ? (
        <p role="status" className={styles['body']}>
          {step.kept === null
            ? t('backup.restore.doneNew')
            : t('backup.restore.done', { kept: step.kept })}
        </p>
      ) : null}
    </Card>
  );
}

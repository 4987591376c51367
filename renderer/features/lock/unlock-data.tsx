import { useState, type ReactNode } from 'react';
import { Form } from 'react-aria-components';
import type { Problem } from '../../../shared/errors.ts';
import { problemOf } from '../../app/session.ts';
import { useEngine, useSession } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { textOf } from '../../app/use-form.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import styles from './lock.module.css';

type Step = 'unlock' | 'recover' | 'choose';

/** Before the engine may open the data: the passphrase, the recovery code, or a first passphrase. */
export function UnlockData({ why }: { why: 'key-locked' | 'passphrase-to-choose' }): ReactNode {
  const { t } = useText();
  const [step, setStep] = useState<Step>(why === 'key-locked' ? 'unlock' : 'choose');
  return (
    <>
      <h1>{t(`keys.data.${step}.title`)}</h1>
      <p>{t(`keys.data.${step}.text`)}</p>
      <SecretForm step={step} key={step} />
      {step === 'choose' ? null : (
        <Button kind="quiet" onPress={() => setStep(step === 'unlock' ? 'recover' : 'unlock')}>
          {t(step === 'unlock' ? 'keys.data.toRecover' : 'keys.data.toUnlock')}
        </Button>
      )}
    </>
  );
}

function SecretForm({ step }: { step: Step }): ReactNode {
  const { t, say } = useText();
  const engine = useEngine();
  const session = useSession();
  const [state, setState] = useState<'idle' | 'opening' | Problem>('idle');
  const [differs, setDiffers] = useState(false);
  const isNew = step !== 'unlock';

  function open(code: string, passphrase: string): Promise<unknown> {
    if (step === 'unlock') return engine.call('keys.unlock', { passphrase });
    if (step === 'recover') return engine.call('keys.recover', { code, passphrase });
    return engine.call('keys.choose', { passphrase });
  }
  return (
    <Form
      className={styles['form'] ?? ''}
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        const passphrase = textOf(data, 'passphrase');
        if (isNew && passphrase !== textOf(data, 'again')) {
          setDiffers(true);
          return;
        }
        if (passphrase === '') return;
        setState('opening');
        open(textOf(data, 'code'), passphrase).then(session.refresh, (error: unknown) =>
          setState(problemOf(error)),
        );
      }}
    >
      {step === 'recover' ? (
        <Field
          name="code"
          label={t('keys.way.recovery')}
          hint={t('keys.data.codeHint')}
          problem={undefined}
          onMend={() => setState('idle')}
          maxLength={60}
        />
      ) : null}
      <Field
        name="passphrase"
        type="password"
        label={t(isNew ? 'keys.passphrase.new' : 'keys.passphrase.label')}
        hint={t(isNew ? 'keys.passphrase.newHint' : 'keys.passphrase.hint')}
        problem={undefined}
        onMend={() => setState('idle')}
        maxLength={200}
      />
      {isNew ? (
        <Field
          name="again"
          type="password"
          label={t('keys.passphrase.again')}
          hint={t('keys.passphrase.againHint')}
          problem={differs ? t('keys.passphrase.differs') : undefined}
          onMend={() => setDiffers(false)}
          maxLength={200}
        />
      ) : null}
      {typeof state === 'string' ? null : (
        <Notice tone="bad" sign="alert">
          {say(state)}
        </Notice>
      )}
      <Button kind="main" type="submit" isDisabled={state === 'opening'}>
        {t(state === 'opening' ? 'keys.data.opening' : `keys.data.${step}.do`)}
      </Button>
    </Form>
  );
}

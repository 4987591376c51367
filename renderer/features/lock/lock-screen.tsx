import { useCallback, useState, type ReactNode } from 'react';
import { Form } from 'react-aria-components';
import type { Problem } from '../../../shared/errors.ts';
import { unlockScreen } from '../../app/idle-lock.ts';
import { problemOf } from '../../app/session.ts';
import { useEngine } from '../../app/session-context.tsx';
import { Brand } from '../../app/brand.tsx';
import { useText } from '../../app/text.tsx';
import { never, useFetched } from '../../app/use-fetched.ts';
import { textOf } from '../../app/use-form.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import styles from './lock.module.css';

/** In the place of every screen while it is locked; nothing of them is left in the page. */
export function LockScreen(): ReactNode {
  const { t, say } = useText();
  const engine = useEngine();
  const fetch = useCallback(() => engine.call('keys.get', {}), [engine]);
  const { value, problem } = useFetched(fetch, { concerns: never });
  return (
    <main className={styles['lock']}>
      <Brand />
      <h1>{t('keys.lock.title')}</h1>
      <p>{t('keys.lock.text')}</p>
      {problem === null ? null : <p role="alert">{say(problem)}</p>}
      {value === null ? null : value.ways.includes('passphrase') ? (
        <ByPassphrase />
      ) : (
        <>
          <p>{t('keys.lock.noPassphrase')}</p>
          <Button kind="main" onPress={unlockScreen}>
            {t('keys.lock.open')}
          </Button>
        </>
      )}
    </main>
  );
}

function ByPassphrase(): ReactNode {
  const { t, say } = useText();
  const engine = useEngine();
  const [problem, setProblem] = useState<Problem | null>(null);
  return (
    <Form
      className={styles['form'] ?? ''}
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        const passphrase = textOf(new FormData(event.currentTarget), 'passphrase');
        if (passphrase === '') return;
        engine.call('keys.check', { passphrase }).then(
          ({ right }) => {
            if (right) unlockScreen();
            else setProblem({ code: 'wrong-passphrase', params: {} });
          },
          (error: unknown) => setProblem(problemOf(error)),
        );
      }}
    >
      <Field
        name="passphrase"
        type="password"
        label={t('keys.passphrase.label')}
        hint={t('keys.lock.hint')}
        problem={problem === null ? undefined : say(problem)}
        onMend={() => setProblem(null)}
        maxLength={200}
      />
      <Button kind="main" type="submit">
        {t('keys.lock.open')}
      </Button>
    </Form>
  );
}

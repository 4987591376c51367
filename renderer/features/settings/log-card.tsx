import { useCallback, useState, type ReactNode } from 'react';
import { Form } from 'react-aria-components';
import { logLevels, logSettingsSchema, type LogSettings } from '../../../shared/log/levels.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { never, useFetched } from '../../app/use-fetched.ts';
import { textOf, useForm } from '../../app/use-form.ts';
import { Card } from '../../components/card.tsx';
import { Choice } from '../../components/choice.tsx';
import { Field } from '../../components/field.tsx';
import { wholeNumber } from './folders-of.ts';
import { SaveLine } from './save-line.tsx';
import styles from './settings-screen.module.css';

/** 기록 파일: how much goes into the logs, and for how long they are kept. */
export function LogCard(): ReactNode {
  const { t } = useText();
  const engine = useEngine();
  const fetch = useCallback(() => engine.call('logs.get', {}), [engine]);
  const { value } = useFetched(fetch, { concerns: never });
  return (
    <Card title={t('program.logs.title')}>
      {value === null ? (
        <p className={styles['form']}>{t('screens.settings.reading')}</p>
      ) : (
        <Choices initial={value} />
      )}
    </Card>
  );
}

function Choices({ initial }: { initial: LogSettings }): ReactNode {
  const { t } = useText();
  const engine = useEngine();
  const [level, setLevel] = useState(initial.level);
  const form = useForm(['keepDays'] as const, logSettingsSchema, (settings) =>
    engine.call('logs.set', settings),
  );
  return (
    <Form
      className={styles['form'] ?? ''}
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        const keepDays = wholeNumber(textOf(new FormData(event.currentTarget), 'keepDays'));
        void form.submit({ level, keepDays });
      }}
    >
      <p>{t('program.logs.text')}</p>
      <div className={styles['option']}>
        <span>{t('program.logs.level')}</span>
        <Choice
          label={t('program.logs.level')}
          options={logLevels.map((each) => ({
            value: each,
            words: t(`program.logs.levels.${each}`),
          }))}
          value={level}
          onChange={(chosen) => {
            setLevel(chosen);
            form.mend('keepDays');
          }}
        />
      </div>
      <Field
        name="keepDays"
        label={t('program.logs.keepDays')}
        hint={t('program.logs.keepDaysHint')}
        problem={form.state.wrong.has('keepDays') ? t('program.logs.keepDaysWrong') : undefined}
        onMend={() => form.mend('keepDays')}
        initial={String(initial.keepDays)}
        maxLength={2}
      />
      <SaveLine status={form.state.status} />
    </Form>
  );
}

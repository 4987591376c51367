import { useCallback, useState, type ReactNode } from 'react';
import { Form } from 'react-aria-components';
import { freshnessSettingsSchema, type FreshnessSettings } from '../../../shared/filing/stale.ts';
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

/** 보내기 전 확인: what is to be done where a value went stale, each with its consequence. */
export function FreshnessForm(): ReactNode {
  const { t } = useText();
  const engine = useEngine();
  const fetch = useCallback(() => engine.call('freshness.get', {}), [engine]);
  const { value } = useFetched(fetch, { concerns: never });
  return (
    <Card title={t('settings.freshness.title')}>
      {value === null ? (
        <p className={styles['form']}>{t('screens.settings.reading')}</p>
      ) : (
        <Choices initial={value} />
      )}
    </Card>
  );
}

const fields = ['pcccFreshMinutes'] as const;

function Choices({ initial }: { initial: FreshnessSettings }): ReactNode {
  const { t } = useText();
  const engine = useEngine();
  const [settings, setSettings] = useState(initial);
  const form = useForm(fields, freshnessSettingsSchema, (value) =>
    engine.call('freshness.set', value),
  );
  return (
    <Form
      className={styles['form'] ?? ''}
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        const minutes = textOf(new FormData(event.currentTarget), 'pcccFreshMinutes');
        void form.submit({ ...settings, pcccFreshMinutes: wholeNumber(minutes) });
      }}
    >
      <p>{t('settings.freshness.text')}</p>
      {questions.map((name) => (
        <Question
          key={name}
          name={name}
          value={settings[name] === 'send' ? 'send' : 'other'}
          onChange={(way) => {
            setSettings({ ...settings, [name]: way === 'send' ? way : others[name] });
            form.mend('pcccFreshMinutes');
          }}
        />
      ))}
      <Field
        name="pcccFreshMinutes"
        label={t('settings.freshness.pcccFreshMinutes.label')}
        hint={t('settings.freshness.pcccFreshMinutes.hint')}
        problem={
          form.state.wrong.has('pcccFreshMinutes')
            ? t('settings.freshness.pcccFreshMinutes.wrong')
            : undefined
        }
        onMend={() => form.mend('pcccFreshMinutes')}
        initial={String(initial.pcccFreshMinutes)}
        maxLength={5}
      />
      <SaveLine status={form.state.status} />
    </Form>
  );
}

/** What is done where it is not sent at once. */
const others = {
  whenRecomputed: 'ask',
  whenPcccUnchecked: 'wait',
  whenRateUnchecked: 'wait',
  whenDeadlinePassed: 'ask',
} as const satisfies Partial<FreshnessSettings>;

const questions = [
  'whenRecomputed',
  'whenPcccUnchecked',
  'whenRateUnchecked',
  'whenDeadlinePassed',
] as const;
const ways = ['send', 'other'] as const;

/** One of two ways, and what it leads to. */
function Question({
  name,
  value,
  onChange,
}: {
  name: (typeof questions)[number];
  value: (typeof ways)[number];
  onChange: (value: (typeof ways)[number]) => void;
}): ReactNode {
  const { t } = useText();
  const label = t(`settings.freshness.${name}.label`);
  return (
    <div className={styles['option']}>
      <span>{label}</span>
      <Choice
        label={label}
        options={ways.map((way) => ({ value: way, words: t(`settings.freshness.${name}.${way}`) }))}
        value={value}
        onChange={onChange}
      />
      <p>{t(`settings.freshness.${name}.${value}Text`)}</p>
    </div>
  );
}

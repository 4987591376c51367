import { useCallback, useState, type ReactNode } from 'react';
import { Form } from 'react-aria-components';
import type { Problem } from '../../../shared/errors.ts';
import {
  inShownUnit,
  pacingBounds,
  pacingNames,
  type PacingName,
  type PacingView,
} from '../../../shared/sync/pacing.ts';
import type { Mode } from '../../../shared/sync/sync-state.ts';
import { problemOf } from '../../app/session.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { never, useFetched } from '../../app/use-fetched.ts';
import { textOf, useForm } from '../../app/use-form.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { typedPacing, typedPacingSchema } from './pacing-fields.ts';
import { PacingSubscription } from './pacing-subscription.tsx';
import { SaveLine } from './save-line.tsx';
import styles from './pacing-card.module.css';

/** 보내는 속도: each value with its meaning and its bounds, and the file that the office follows. */
export function PacingCard({ mode }: { mode: Mode }): ReactNode {
  const { t } = useText();
  const engine = useEngine();
  const fetch = useCallback(() => engine.call('pacing.get', {}), [engine]);
  const { value, again } = useFetched(fetch, { concerns: never });
  return (
    <Card title={t('pacing.title')}>
      {value === null ? (
        <p className={styles['form']}>{t('screens.settings.reading')}</p>
      ) : (
        <>
          <Values values={value.values} mode={mode} onSaved={again} />
          <PacingSubscription subscription={value.subscription} mode={mode} onChanged={again} />
        </>
      )}
    </Card>
  );
}

function Values({
  values,
  mode,
  onSaved,
}: {
  values: PacingView['values'];
  mode: Mode;
  onSaved: () => void;
}): ReactNode {
  const { t, say } = useText();
  const engine = useEngine();
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useForm(pacingNames, typedPacingSchema, (typed) =>
    engine.call('pacing.set', { values: typed }),
  );
  const giveBack = (name: PacingName): void => {
    form.mend(name);
    setProblem(null);
    engine
      .call('pacing.set', { values: { [name]: null } })
      .then(onSaved, (error: unknown) => setProblem(problemOf(error)));
  };
  return (
    <Form
      className={styles['form'] ?? ''}
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        void form
          .submit(typedPacing(values, (name) => textOf(data, name)))
          .then((saved) => (saved ? onSaved() : undefined));
      }}
    >
      <p>{t('pacing.text')}</p>
      {mode === 'practice' ? <p>{t('pacing.practice')}</p> : null}
      {values.map((each) => (
        <Value
          key={`${each.name} ${each.value}`}
          {...each}
          isWrong={form.state.wrong.has(each.name)}
          onMend={() => form.mend(each.name)}
          onBack={() => giveBack(each.name)}
        />
      ))}
      {problem === null ? null : (
        <Notice tone="bad" sign="alert">
          {say(problem)}
        </Notice>
      )}
      <SaveLine status={form.state.status} />
    </Form>
  );
}

function Value({
  name,
  value,
  byDefault,
  origin,
  isWrong,
  onMend,
  onBack,
}: PacingView['values'][number] & {
  isWrong: boolean;
  onMend: () => void;
  onBack: () => void;
}): ReactNode {
  const { t } = useText();
  const { min, max, unit } = pacingBounds[name];
  const label = t(`pacing.fields.${name}.label`);
  const amount = (n: number): string => t(`pacing.units.${unit}`, { n: inShownUnit(name, n) });
  const bounds = { min: inShownUnit(name, min), max: inShownUnit(name, max) };
  return (
    <div className={styles['value']} data-pacing={name}>
      <Field
        name={name}
        label={`${label} (${t(`pacing.unitNames.${unit}`)})`}
        hint={t(`pacing.fields.${name}.hint`)}
        problem={
          isWrong
            ? t('pacing.wrong', { ...bounds, unit: t(`pacing.unitNames.${unit}`) })
            : undefined
        }
        onMend={onMend}
        initial={String(inShownUnit(name, value))}
        maxLength={12}
      />
      <div className={styles['from']}>
        <span data-origin={origin}>{t(`pacing.origin.${origin}`)}</span>
        <small>
          {t('pacing.range', {
            byDefault: amount(byDefault),
            min: amount(min),
            max: amount(max),
          })}
        </small>
        {origin === 'office' ? (
          <Button kind="quiet" onPress={onBack} aria-label={t('pacing.backOf', { name: label })}>
            {t('pacing.back')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

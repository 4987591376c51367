import { useState, type ReactNode } from 'react';
import { declarationKinds } from '../../../shared/filing/numbers.ts';
import {
  directiveKinds,
  directiveOrderSchema,
  directiveWays,
  type DirectiveKind,
  type DirectiveWay,
} from '../../../shared/sync/directives.ts';
import { epochMs } from '../../../shared/time.ts';
import { engineNow } from '../../app/clock.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { textOf, useForm } from '../../app/use-form.ts';
import { Choice } from '../../components/choice.tsx';
import { Field } from '../../components/field.tsx';
import { AskDialog } from '../filing/ask-dialog.tsx';
import { koreanInstant, koreanMinute } from '../filing/korean-minute.ts';
import styles from './directives.module.css';

const fields = ['from', 'to', 'text', 'ticket', 'link', 'enteredBy', 'until', 'kinds'] as const;
const hour = 3_600_000;

/** 지시 넣기: what was ordered and for what was sent when; its preview opens once it is entered. */
export function EnterDialog({
  onClose,
  onEntered,
}: {
  onClose: () => void;
  onEntered: (id: number) => void;
}): ReactNode {
  const { t } = useText();
  const engine = useEngine();
  const [opened] = useState(engineNow);
  const [kind, setKind] = useState<DirectiveKind>('resend');
  const [way, setWay] = useState<DirectiveWay>('any');
  const form = useForm(fields, directiveOrderSchema, async (order) => {
    const { id } = await engine.call('directives.enter', order);
    onEntered(id);
  });
  const { wrong } = form.state;
  const problem = (field: (typeof fields)[number], words: string): string | undefined =>
    wrong.has(field) ? words : undefined;

  const submit = (data: FormData): void => {
    const orNull = (field: string): string | null => textOf(data, field) || null;
    const until = textOf(data, 'until');
    void form
      .submit({
        kind,
        way,
        from: koreanInstant(textOf(data, 'from')),
        to: koreanInstant(textOf(data, 'to')),
        kinds: data.getAll('kinds'),
        text: textOf(data, 'text'),
        ticket: orNull('ticket'),
        link: orNull('link'),
        enteredBy: textOf(data, 'enteredBy'),
        withoutAnswer: data.get('withoutAnswer') === 'on',
        until: kind !== 'buffered' || until === '' ? null : koreanInstant(until),
      })
      .then((done) => (done ? onClose() : undefined));
  };

  return (
    <AskDialog
      title={t('directives.form.title')}
      go={t('directives.form.preview')}
      stay={t('directives.form.cancel')}
      status={form.state.status}
      wide
      onClose={onClose}
      onSubmit={submit}
    >
      <fieldset className={styles['kinds']}>
        <legend>{t('directives.form.kind')}</legend>
        {directiveKinds.map((each) => (
          <label key={each}>
            <input
              type="radio"
              name="kind"
              value={each}
              checked={kind === each}
              onChange={() => setKind(each)}
            />
            {t(`directives.kind.${each}`)}
          </label>
        ))}
      </fieldset>
      <p className={styles['about']} aria-live="polite">
        {t(`directives.about.${kind}`)}
      </p>
      {kind === 'new-number' ? (
        <fieldset className={styles['checks']}>
          <label>
            <input type="checkbox" name="withoutAnswer" />
            {t('directives.form.withoutAnswer')}
          </label>
          <p className={styles['problem']}>{t('directives.form.withoutAnswerHint')}</p>
        </fieldset>
      ) : null}
      <div className={styles['pair']}>
        <Field
          name="from"
          type="datetime-local"
          label={t('directives.form.from')}
          hint=""
          initial={koreanMinute(epochMs(opened - 2 * hour))}
          problem={problem('from', t('directives.form.timeWrong'))}
          onMend={() => form.mend('from')}
        />
        <Field
          name="to"
          type="datetime-local"
          label={t('directives.form.to')}
          hint=""
          initial={koreanMinute(opened)}
          problem={problem('to', t('directives.form.order'))}
          onMend={() => form.mend('to')}
        />
      </div>
      {kind === 'buffered' ? (
        <Field
          name="until"
          type="datetime-local"
          label={t('directives.form.until')}
          hint=""
          problem={problem('until', t('directives.form.timeWrong'))}
          onMend={() => form.mend('until')}
        />
      ) : null}
      <fieldset className={styles['checks']}>
        <legend>{t('directives.form.kinds')}</legend>
        {declarationKinds.map((each) => (
          <label key={each}>
            <input
              type="checkbox"
              name="kinds"
              value={each}
              defaultChecked
              onChange={() => form.mend('kinds')}
            />
            {t(`screens.kinds.${each}`)}
          </label>
        ))}
        {wrong.has('kinds') ? (
          <span className={styles['problem']}>{t('directives.form.kindsWrong')}</span>
        ) : null}
      </fieldset>
      <div>
        <Choice
          label={t('directives.form.way')}
          options={directiveWays.map((value) => ({ value, words: t(`directives.way.${value}`) }))}
          value={way}
          onChange={setWay}
        />
      </div>
      <Field
        name="text"
        lines={3}
        maxLength={4000}
        label={t('directives.form.text')}
        hint={t('directives.form.textHint')}
        problem={problem('text', t('directives.form.textWrong'))}
        onMend={() => form.mend('text')}
      />
      <div className={styles['pair']}>
        <Field
          name="ticket"
          maxLength={100}
          label={t('directives.form.ticket')}
          hint=""
          problem={undefined}
          onMend={() => form.mend('ticket')}
        />
        <Field
          name="enteredBy"
          maxLength={60}
          label={t('directives.form.enteredBy')}
          hint=""
          problem={problem('enteredBy', t('directives.form.enteredByWrong'))}
          onMend={() => form.mend('enteredBy')}
        />
      </div>
      <Field
        name="link"
        maxLength={500}
        label={t('directives.form.link')}
        hint=""
        problem={undefined}
        onMend={() => form.mend('link')}
      />
    </AskDialog>
  );
}

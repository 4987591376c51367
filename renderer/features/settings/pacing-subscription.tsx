import { useState, type ReactNode } from 'react';
import { Form } from 'react-aria-components';
import { pacingSubscriptionSchema } from '../../../shared/contract/index.ts';
import type { Problem } from '../../../shared/errors.ts';
import type { PacingView } from '../../../shared/sync/pacing.ts';
import type { Mode } from '../../../shared/sync/sync-state.ts';
import { problemOf } from '../../app/session.ts';
import { useEngine, useSync } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { textOf, useForm } from '../../app/use-form.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import styles from './pacing-card.module.css';

type Subscription = NonNullable<PacingView['subscription']>;

/** 속도 파일 구독: an address and a key typed in once, and what came of it. */
export function PacingSubscription({
  subscription,
  mode,
  onChanged,
}: {
  subscription: PacingView['subscription'];
  mode: Mode;
  onChanged: () => void;
}): ReactNode {
  const { t } = useText();
  return (
    <section className={styles['subscription']}>
      <h3>{t('pacing.subscription.title')}</h3>
      <p>{t('pacing.subscription.text')}</p>
      {mode === 'practice' ? (
        <p>{t('pacing.subscription.practice')}</p>
      ) : subscription === null ? (
        <SubscribeForm onChanged={onChanged} />
      ) : (
        <Subscribed subscription={subscription} onChanged={onChanged} />
      )}
    </section>
  );
}

const fields = ['address', 'publicKey'] as const;

function SubscribeForm({ onChanged }: { onChanged: () => void }): ReactNode {
  const { t, say } = useText();
  const engine = useEngine();
  const form = useForm(fields, pacingSubscriptionSchema, (value) =>
    engine.call('pacing.subscribe', value),
  );
  const { wrong, status } = form.state;
  return (
    <Form
      className={styles['subscribe'] ?? ''}
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        const wanted = { address: textOf(data, 'address'), publicKey: textOf(data, 'publicKey') };
        void form.submit(wanted).then((saved) => (saved ? onChanged() : undefined));
      }}
    >
      {fields.map((field) => (
        <Field
          key={field}
          name={field}
          label={t(`pacing.subscription.${field}.label`)}
          hint={t(`pacing.subscription.${field}.hint`)}
          problem={wrong.has(field) ? t(`pacing.subscription.${field}.wrong`) : undefined}
          onMend={() => form.mend(field)}
          maxLength={field === 'address' ? 1000 : 400}
        />
      ))}
      <div className={styles['buttons']}>
        <Button type="submit" isDisabled={status === 'saving'}>
          {t('pacing.subscription.subscribe')}
        </Button>
        <span role="status">{status === 'saving' ? t('pacing.subscription.looking') : null}</span>
      </div>
      {typeof status === 'string' ? null : (
        <Notice tone="bad" sign="alert">
          {say(status)}
        </Notice>
      )}
    </Form>
  );
}

function Subscribed({
  subscription,
  onChanged,
}: {
  subscription: Subscription;
  onChanged: () => void;
}): ReactNode {
  const { t, say } = useText();
  const engine = useEngine();
  const [state, setState] = useState<'idle' | 'looking' | Problem>('idle');
  const call = (name: 'pacing.look' | 'pacing.unsubscribe'): void => {
    setState('looking');
    engine.call(name, {}).then(
      () => {
        setState('idle');
        onChanged();
      },
      (error: unknown) => setState(problemOf(error)),
    );
  };
  const { address, publicKey, problem } = subscription;
  const told = typeof state === 'string' ? problem : state;
  return (
    <>
      <code className={styles['address']}>{address}</code>
      <small>{t('pacing.subscription.key', { key: publicKey })}</small>
      {told === null ? null : (
        <Notice tone="bad" sign="alert">
          {say(told)}
        </Notice>
      )}
      <FileFacts subscription={subscription} />
      <div className={styles['buttons']}>
        <Button onPress={() => call('pacing.look')} isDisabled={state === 'looking'}>
          {t('pacing.subscription.look')}
        </Button>
        <Button
          kind="quiet"
          onPress={() => call('pacing.unsubscribe')}
          isDisabled={state === 'looking'}
        >
          {t('pacing.subscription.unsubscribe')}
        </Button>
        <span role="status">{state === 'looking' ? t('pacing.subscription.looking') : null}</span>
      </div>
    </>
  );
}

function FileFacts({ subscription: { triedAt, file } }: { subscription: Subscription }): ReactNode {
  const { t, language, format } = useText();
  const now = useSync((sync) => sync.now);
  const tried =
    triedAt === null
      ? t('pacing.subscription.never')
      : t('pacing.subscription.triedAt', { at: format.clock(triedAt, now) });
  if (file === null)
    return (
      <p>
        {t('pacing.subscription.none')} {tried}
      </p>
    );
  const { serial, issuedAt, fetchedAt, validUntil, isValid, note } = file;
  return (
    <>
      <p>
        {t('pacing.subscription.file', {
          serial,
          issuedAt: format.clock(issuedAt, now),
          fetchedAt: format.clock(fetchedAt, now),
        })}{' '}
        {t(isValid ? 'pacing.subscription.validUntil' : 'pacing.subscription.expired', {
          at: format.clock(validUntil, now),
        })}{' '}
        {tried}
      </p>
      {note[language] === '' ? null : (
        <blockquote className={styles['note']}>{note[language]}</blockquote>
      )}
    </>
  );
}

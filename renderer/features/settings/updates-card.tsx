import { useState, type ReactNode } from 'react';
import { Form } from 'react-aria-components';
import type { Problem } from '../../../shared/errors.ts';
import {
  updateChannels,
  updateSettingsSchema,
  type UpdateState,
  type UpdateView,
} from '../../../shared/updates.ts';
import { problemOf } from '../../app/session.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { textOf, useForm } from '../../app/use-form.ts';
import { useUpdates } from '../../app/use-updates.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Choice } from '../../components/choice.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { SaveLine } from './save-line.tsx';
import styles from './settings-screen.module.css';

/** 새 판 받기: where new versions come from, each choice with its meaning and its default. */
export function UpdatesCard(): ReactNode {
  const { t } = useText();
  const { view, state, again } = useUpdates();
  const isHere = state !== null && !(state.is === 'off' && state.why === 'host');
  return (
    <Card title={t('updates.title')}>
      {view === null || state === null ? (
        <p className={styles['form']}>{t('screens.settings.reading')}</p>
      ) : (
        <>
          <div className={styles['form']}>
            <p>{t('updates.text')}</p>
            <p>{t('updates.running', { version: view.version })}</p>
            <StateWords state={state} />
          </div>
          {isHere ? <Settings view={view} onChanged={again} /> : null}
        </>
      )}
    </Card>
  );
}

function StateWords({ state }: { state: UpdateState }): ReactNode {
  const { t, say } = useText();
  switch (state.is) {
    case 'off':
      return (
        <Notice tone="plain" sign="minus">
          {t(`updates.state.off.${state.why}`)}
        </Notice>
      );
    case 'idle':
    case 'looking':
      return (
        <Notice tone="plain" sign="lens">
          {t(`updates.state.${state.is}`)}
        </Notice>
      );
    case 'current':
      return (
        <Notice tone="plain" sign="check">
          {t('updates.state.current')}
        </Notice>
      );
    case 'not-yet':
      return (
        <Notice tone="plain" sign="clock">
          {t('updates.state.not-yet', { version: state.version })}
        </Notice>
      );
    case 'fetching':
      return (
        <Notice tone="plain" sign="turn">
          {t('updates.state.fetching', { version: state.version, percent: state.percent })}
        </Notice>
      );
    case 'ready': {
      const [hold] = state.holds;
      return (
        <Notice tone="accent" sign="inbox">
          {t('updates.ready', { version: state.version })}{' '}
          {hold === undefined
            ? t(`updates.when.${state.atEnd ? 'atEnd' : 'byHand'}`)
            : t(`updates.holds.${hold}`)}
        </Notice>
      );
    }
    case 'refused':
      return (
        <Notice tone="bad" sign="alert">
          {t('updates.state.refused')} {say(state.problem)}
        </Notice>
      );
  }
}

const fields = ['address', 'publicKey'] as const;
const switches = ['on', 'off'] as const;

function Settings({ view, onChanged }: { view: UpdateView; onChanged: () => void }): ReactNode {
  const { t, say } = useText();
  const engine = useEngine();
  const { settings, keyIsBuiltIn } = view;
  const [automatic, setAutomatic] = useState(settings.automatic);
  const [channel, setChannel] = useState(settings.channel);
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useForm(fields, updateSettingsSchema, (value) => engine.call('updates.set', value));
  return (
    <Form
      className={styles['form'] ?? ''}
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        const [address, publicKey] = [textOf(data, 'address'), textOf(data, 'publicKey')];
        void form
          .submit({ address, publicKey, automatic, channel })
          .then((saved) => (saved ? onChanged() : undefined));
      }}
    >
      <Field
        name="address"
        label={t('updates.address.label')}
        hint={t('updates.address.hint')}
        problem={undefined}
        onMend={() => form.mend('address')}
        initial={settings.address}
        type="url"
        maxLength={1000}
      />
      {keyIsBuiltIn ? (
        <p>{t('updates.publicKey.builtIn')}</p>
      ) : (
        <Field
          name="publicKey"
          label={t('updates.publicKey.label')}
          hint={t('updates.publicKey.hint')}
          problem={undefined}
          onMend={() => form.mend('publicKey')}
          initial={settings.publicKey}
          maxLength={400}
        />
      )}
      <div className={styles['option']}>
        <span>{t('updates.automatic.label')}</span>
        <Choice
          label={t('updates.automatic.label')}
          options={switches.map((value) => ({ value, words: t(`updates.automatic.${value}`) }))}
          value={automatic ? 'on' : 'off'}
          onChange={(value) => setAutomatic(value === 'on')}
        />
        <p>{t('updates.automatic.hint')}</p>
      </div>
      <div className={styles['option']}>
        <span>{t('updates.channel.label')}</span>
        <Choice
          label={t('updates.channel.label')}
          options={updateChannels.map((value) => ({
            value,
            words: t(`updates.channel.${value}`),
          }))}
          value={channel}
          onChange={setChannel}
        />
        <p>{t('updates.channel.hint')}</p>
      </div>
      {problem === null ? null : (
        <Notice tone="bad" sign="alert">
          {say(problem)}
        </Notice>
      )}
      <SaveLine status={form.state.status}>
        <Button
          onPress={() => {
            setProblem(null);
            engine
              .call('updates.look', {})
              .then(onChanged, (error: unknown) => setProblem(problemOf(error)));
          }}
        >
          {t('updates.look')}
        </Button>
      </SaveLine>
    </Form>
  );
}

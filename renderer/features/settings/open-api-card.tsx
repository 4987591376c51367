import { useCallback, useState, type ReactNode } from 'react';
import { Form } from 'react-aria-components';
import { z } from 'zod';
import type { CallOutput, OpenApi } from '../../../shared/contract/index.ts';
import type { Problem } from '../../../shared/errors.ts';
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
import { PerHundred } from './per-hundred.tsx';
import { SaveLine } from './save-line.tsx';
import styles from './settings-screen.module.css';

/** 유니패스 공개 API: a key for each, which can be written but never read. */
export function OpenApiCard({ mode }: { mode: Mode }): ReactNode {
  const { t } = useText();
  return (
    <Card title={t('settings.openApi.title')}>
      {mode === 'practice' ? (
        <p className={styles['form']}>{t('settings.openApi.practice')}</p>
      ) : (
        <Keys />
      )}
    </Card>
  );
}

function Keys(): ReactNode {
  const { t } = useText();
  const engine = useEngine();
  const fetch = useCallback(() => engine.call('openApi.get', {}), [engine]);
  const { value, again } = useFetched(fetch, { concerns: never });
  const [editing, setEditing] = useState<OpenApi | null>(null);
  if (value === null) return <p className={styles['form']}>{t('screens.settings.reading')}</p>;
  return (
    <>
      <div className={styles['form']}>
        <p>{t('settings.openApi.text')}</p>
        <code className={styles['url']}>{value.url}</code>
      </div>
      <ul className={styles['keys']}>
        {value.apis.map((each) => (
          <KeyItem
            key={each.api}
            {...each}
            editing={editing === each.api}
            onEdit={setEditing}
            onSaved={() => {
              setEditing(null);
              again();
            }}
          />
        ))}
      </ul>
      <PerHundred perHundred={value.perHundred} />
    </>
  );
}

function KeyItem({
  api,
  hasKey,
  editing,
  onEdit,
  onSaved,
}: CallOutput<'openApi.get'>['apis'][number] & {
  editing: boolean;
  onEdit: (api: OpenApi | null) => void;
  onSaved: () => void;
}): ReactNode {
  const { t, say } = useText();
  const engine = useEngine();
  const [problem, setProblem] = useState<Problem | null>(null);
  const remove = (): void => {
    setProblem(null);
    engine
      .call('openApi.setKey', { api, key: null })
      .then(onSaved, (error: unknown) => setProblem(problemOf(error)));
  };
  const name = t(`settings.openApi.names.${api}`);
  return (
    <li>
      <div className={styles['keyLine']}>
        <div>
          <b>{name}</b> <small>{api}</small>
          <p>{t(`settings.openApi.uses.${api}`)}</p>
        </div>
        <span data-kept={hasKey}>
          {t(hasKey ? 'settings.openApi.kept' : 'settings.openApi.missing')}
        </span>
        {editing ? null : (
          <Button onPress={() => onEdit(api)} aria-label={`${name}: ${t(setWord(hasKey))}`}>
            {t(setWord(hasKey))}
          </Button>
        )}
        {hasKey && !editing ? (
          <Button
            kind="quiet"
            onPress={remove}
            aria-label={`${name}: ${t('settings.openApi.remove')}`}
          >
            {t('settings.openApi.remove')}
          </Button>
        ) : null}
      </div>
      {problem === null ? null : (
        <Notice tone="bad" sign="alert">
          {say(problem)}
        </Notice>
      )}
      {editing ? <KeyForm api={api} onStop={() => onEdit(null)} onSaved={onSaved} /> : null}
    </li>
  );
}

const setWord = (hasKey: boolean) =>
  hasKey ? ('settings.openApi.replace' as const) : ('settings.openApi.set' as const);

const keyFields = ['key'] as const;
const keySchema = z.strictObject({ key: z.string().min(1).max(200) });

function KeyForm({
  api,
  onStop,
  onSaved,
}: {
  api: OpenApi;
  onStop: () => void;
  onSaved: () => void;
}): ReactNode {
  const { t } = useText();
  const engine = useEngine();
  const form = useForm(keyFields, keySchema, ({ key }) =>
    engine.call('openApi.setKey', { api, key }),
  );
  return (
    <Form
      className={styles['inner'] ?? ''}
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        const key = textOf(new FormData(event.currentTarget), 'key');
        void form.submit({ key }).then((saved) => (saved ? onSaved() : undefined));
      }}
    >
      <Field
        name="key"
        type="password"
        label={t('settings.openApi.key', { name: t(`settings.openApi.names.${api}`) })}
        hint={t('settings.openApi.hint')}
        problem={form.state.wrong.has('key') ? t('settings.openApi.wrong') : undefined}
        onMend={() => form.mend('key')}
        maxLength={200}
      />
      <SaveLine status={form.state.status}>
        <Button onPress={onStop}>{t('settings.openApi.stop')}</Button>
      </SaveLine>
    </Form>
  );
}

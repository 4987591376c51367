import { useState, type ReactNode } from 'react';
import { Form } from 'react-aria-components';
import type { BackupState } from '../../../shared/contract/backup.ts';
import { backupCalls } from '../../../shared/contract/backup.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { textOf, useForm } from '../../app/use-form.ts';
import { Card } from '../../components/card.tsx';
import { Choice } from '../../components/choice.tsx';
import { Field } from '../../components/field.tsx';
import { SaveLine } from '../settings/save-line.tsx';
import styles from './backup-screen.module.css';

const ways = ['as-it-is', 'passphrase', 'this-computer'] as const;
const hints = {
  'as-it-is': 'asItIsHint',
  passphrase: 'passphraseHint',
  'this-computer': 'thisComputerHint',
} as const;
const words = {
  'as-it-is': 'asItIs',
  passphrase: 'passphrase',
  'this-computer': 'thisComputer',
} as const;
const keeps = ['days', 'weeks', 'months'] as const;

const nothing = (): void => undefined;

/** Where backups go, how often, how they open, and how many are kept. */
export function PlanForm({
  state,
  onChange,
}: {
  state: BackupState;
  onChange: () => void;
}): ReactNode {
  const { t } = useText();
  const engine = useEngine();
  const [way, setWay] = useState<(typeof ways)[number]>('as-it-is');
  const form = useForm(['everyHours', 'folder'], backupCalls['backup.set'].input, async (value) => {
    await engine.call('backup.set', value);
    setWay('as-it-is');
    onChange();
  });
  return (
    <Card title={t('backup.settings.title')}>
      <Form
        className={styles['body'] ?? ''}
        validationBehavior="aria"
        onSubmit={(event) => {
          event.preventDefault();
          const data = new FormData(event.currentTarget);
          const folder = textOf(data, 'folder');
          const [days, weeks, months] = keeps.map((each) => Number(textOf(data, each)));
          void form.submit({
            folder: folder === '' ? null : folder,
            everyHours: Number(textOf(data, 'everyHours')),
            keep: { days, weeks, months },
            protect:
              way === 'passphrase'
                ? { is: way, passphrase: textOf(data, 'passphrase') }
                : { is: way },
          });
        }}
      >
        <Field
          name="folder"
          label={t('backup.settings.folder')}
          hint={t('backup.settings.folderHint')}
          problem={form.state.wrong.has('folder') ? t('backup.settings.folderHint') : undefined}
          onMend={() => form.mend('folder')}
          initial={state.folder ?? ''}
          maxLength={1000}
        />
        <Field
          name="everyHours"
          label={t('backup.settings.every')}
          hint={t('backup.settings.everyHint')}
          problem={form.state.wrong.has('everyHours') ? t('backup.settings.everyHint') : undefined}
          onMend={() => form.mend('everyHours')}
          initial={String(state.everyHours)}
          maxLength={3}
        />
        <div className={styles['option']}>
          <span>{t('backup.settings.protect')}</span>
          <Choice
            label={t('backup.settings.protect')}
            options={ways.map((value) => ({ value, words: t(`backup.settings.${words[value]}`) }))}
            value={way}
            onChange={setWay}
          />
          <p>
            {t(`backup.settings.${hints[way]}`, {
              now: t(`backup.settings.${words[state.protect]}`),
            })}
          </p>
        </div>
        {way === 'passphrase' ? (
          <Field
            name="passphrase"
            type="password"
            label={t('backup.settings.newPassphrase')}
            hint={t('backup.settings.newPassphraseHint')}
            problem={undefined}
            onMend={nothing}
            maxLength={1000}
          />
        ) : null}
        <div className={styles['option']}>
          <span>{t('backup.settings.keep')}</span>
          <div className={styles['keeps']}>
            {keeps.map((each) => (
              <Field
                key={each}
                name={each}
                label={t(`backup.settings.${each}`)}
                hint=""
                problem={undefined}
                onMend={nothing}
                initial={String(state.keep[each])}
                maxLength={3}
              />
            ))}
          </div>
        </div>
        <SaveLine status={form.state.status} />
      </Form>
    </Card>
  );
}

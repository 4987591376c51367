import { useRef, useState, type ReactNode } from 'react';
import { Form } from 'react-aria-components';
import {
  folderGatewaySchema,
  type CallOutput,
  type FolderGateway,
} from '../../../shared/contract/index.ts';
import type { Problem } from '../../../shared/errors.ts';
import { problemOf } from '../../app/session.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { useForm } from '../../app/use-form.ts';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/choice.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { defaultFolders, foldersOf } from './folders-of.ts';
import { SaveLine } from './save-line.tsx';
import styles from './settings-screen.module.css';

const fields = [
  'sendFolder',
  'sentFolder',
  'receiveFolders',
  'fileName',
  'everySeconds',
  'synchroniseAfterHours',
] as const;
const encodings = ['utf-8', 'cp949'] as const;

type Tried = 'trying' | Problem | CallOutput<'gateway.tryFolders'>['troubles'] | null;

/** 폴더로 주고받기: the folders of the sending program that stands on this computer. */
export function FolderGatewayForm({
  folders,
  onSaved,
}: {
  folders: FolderGateway | null;
  onSaved: () => void;
}): ReactNode {
  const { t } = useText();
  const engine = useEngine();
  const element = useRef<HTMLFormElement>(null);
  const initial = folders ?? defaultFolders;
  const [encoding, setEncoding] = useState(initial.encoding);
  const [tried, setTried] = useState<Tried>(null);
  const form = useForm(fields, folderGatewaySchema, (value) =>
    engine.call('gateway.set', { is: 'folder', folders: value }),
  );
  const typed = (): unknown =>
    element.current === null ? {} : foldersOf(new FormData(element.current), encoding);
  const tryFolders = (): void => {
    const value = form.check(typed());
    if (value === null) return;
    setTried('trying');
    engine.call('gateway.tryFolders', value).then(
      ({ troubles }) => setTried(troubles),
      (error: unknown) => setTried(problemOf(error)),
    );
  };
  return (
    <Form
      ref={element}
      className={styles['form'] ?? ''}
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(null);
        void form.submit(typed()).then((saved) => (saved ? onSaved() : undefined));
      }}
    >
      {fields.map((field) => (
        <Field
          key={field}
          name={field}
          label={t(`settings.folders.${field}.label`)}
          hint={t(`settings.folders.${field}.hint`)}
          problem={form.state.wrong.has(field) ? t(`settings.folders.${field}.wrong`) : undefined}
          onMend={() => form.mend(field)}
          initial={initialText(initial, field)}
          lines={field === 'receiveFolders' ? 3 : 1}
        />
      ))}
      <div className={styles['option']}>
        <span>{t('settings.folders.encoding.label')}</span>
        <Choice
          label={t('settings.folders.encoding.label')}
          options={encodings.map((value) => ({
            value,
            words: t(`settings.folders.encoding.${value}`),
          }))}
          value={encoding}
          onChange={setEncoding}
        />
      </div>
      <TriedFolders tried={tried} />
      <SaveLine status={form.state.status}>
        <Button onPress={tryFolders} isDisabled={tried === 'trying'}>
          {t('settings.folders.try')}
        </Button>
      </SaveLine>
    </Form>
  );
}

function initialText(folders: FolderGateway, field: (typeof fields)[number]): string {
  const value = folders[field];
  if (value === null) return '';
  return Array.isArray(value) ? value.join('\n') : String(value);
}

/** What the engine found when it tried the folders: each trouble with its cure. */
function TriedFolders({ tried }: { tried: Tried }): ReactNode {
  const { t, say } = useText();
  if (tried === null) return null;
  if (tried === 'trying') return <p role="status">{t('settings.folders.trying')}</p>;
  if (!Array.isArray(tried))
    return (
      <Notice tone="bad" sign="alert">
        {say(tried)}
      </Notice>
    );
  if (tried.length === 0)
    return (
      <Notice tone="accent" sign="check">
        {t('settings.folders.fine')}
      </Notice>
    );
  return (
    <Notice tone="bad" sign="alert">
      <ul className={styles['troubles']}>
        {tried.map(({ folder, trouble }) => (
          <li key={`${folder} ${trouble}`}>
            <code>{folder}</code> {t(`settings.folders.trouble.${trouble}`)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

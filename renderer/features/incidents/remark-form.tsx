import { useState, type ReactNode } from 'react';
import { FileTrigger, Form } from 'react-aria-components';
import { largestRemarkFile, newRemarkSchema } from '../../../shared/contract/incidents.ts';
import type { IncidentRemark } from '../../../shared/sync/incidents.ts';
import { engineNow } from '../../app/clock.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { textOf, useForm } from '../../app/use-form.ts';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/choice.tsx';
import { Field } from '../../components/field.tsx';
import { koreanInstant, koreanMinute } from '../filing/korean-minute.ts';
import { toBase64 } from '../intake/to-base64.ts';
import styles from './incidents.module.css';

const fields = ['text', 'link', 'ticket', 'seenAt'] as const;
const lengths = { text: 4000, link: 500, ticket: 100 } as const;
const kinds = ['official-notice', 'note'] as const;
const ofNote: readonly (typeof fields)[number][] = ['text'];

/** Notes an official notice or a word of one's own; nothing that was measured changes. */
export function RemarkForm({
  id,
  onAdded,
  wasAdded,
}: {
  id: number;
  onAdded: () => void;
  wasAdded: boolean;
}): ReactNode {
  const { t, say, format } = useText();
  const engine = useEngine();
  const [opened] = useState(engineNow);
  const [kind, setKind] = useState<IncidentRemark['kind']>('official-notice');
  const [file, setFile] = useState<File | null>(null);
  const form = useForm(fields, newRemarkSchema, (remark) =>
    engine.call('incidents.remark', remark),
  );
  const shown = kind === 'note' ? ofNote : fields;
  const isTooLarge = file !== null && file.size > largestRemarkFile;
  const { status } = form.state;

  async function submit(data: FormData): Promise<void> {
    const isNotice = kind === 'official-notice';
    const done = await form.submit({
      id,
      kind,
      text: textOf(data, 'text'),
      link: isNotice ? orNull(textOf(data, 'link')) : null,
      ticket: isNotice ? orNull(textOf(data, 'ticket')) : null,
      seenAt: isNotice ? koreanInstant(textOf(data, 'seenAt')) : null,
      file: file === null ? null : { name: file.name, data: await toBase64(file) },
    });
    if (done) onAdded();
  }

  return (
    <Form
      className={styles['form'] ?? ''}
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isTooLarge) void submit(new FormData(event.currentTarget));
      }}
    >
      <Choice
        label={t('incidents.remark.kind')}
        options={kinds.map((value) => ({ value, words: t(`incidents.remark.${value}`) }))}
        value={kind}
        onChange={setKind}
      />
      {shown.map((field) => (
        <Field
          key={field}
          name={field}
          label={t(`incidents.remark.${field}.label`)}
          hint={t(`incidents.remark.${field}.hint`)}
          problem={form.state.wrong.has(field) ? t(`incidents.remark.${field}.wrong`) : undefined}
          onMend={() => form.mend(field)}
          {...(field === 'seenAt'
            ? { type: 'datetime-local', initial: koreanMinute(opened) }
            : { maxLength: lengths[field] })}
          lines={field === 'text' ? 3 : 1}
        />
      ))}
      <div className={styles['line']}>
        <FileTrigger onSelect={(files) => setFile(files?.[0] ?? null)}>
          <Button>{t('incidents.remark.file')}</Button>
        </FileTrigger>
        {file === null ? (
          <small>{t('incidents.remark.fileHint', { size: format.bytes(largestRemarkFile) })}</small>
        ) : (
          <>
            <span>{file.name}</span>
            <Button kind="quiet" onPress={() => setFile(null)}>
              {t('incidents.remark.drop')}
            </Button>
          </>
        )}
      </div>
      {isTooLarge ? (
        <p role="alert" className={styles['wrong']}>
          {t('incidents.remark.fileTooLarge', { size: format.bytes(largestRemarkFile) })}
        </p>
      ) : null}
      <p className={styles['quiet']}>{t('incidents.remark.what')}</p>
      <div className={styles['line']}>
        <Button kind="main" type="submit" isDisabled={status === 'saving' || isTooLarge}>
          {t('incidents.remark.add')}
        </Button>
        <span role="status">
          {status === 'saving' ? t('incidents.remark.adding') : null}
          {status === 'idle' && wasAdded ? t('incidents.remark.added') : null}
        </span>
        {typeof status === 'string' ? null : (
          <span role="alert" className={styles['wrong']}>
            {say(status)}
          </span>
        )}
      </div>
    </Form>
  );
}

const orNull = (text: string): string | null => (text === '' ? null : text);

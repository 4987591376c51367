import { useState, type ReactNode } from 'react';
import { z } from 'zod';
import type { FilingId } from '../../../shared/filing/numbers.ts';
import { epochMsSchema } from '../../../shared/time.ts';
import { engineNow } from '../../app/clock.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { textOf, useForm } from '../../app/use-form.ts';
import { Field } from '../../components/field.tsx';
import { AskDialog } from './ask-dialog.tsx';
import { koreanInstant, koreanMinute } from './korean-minute.ts';

const fields = ['number', 'place', 'at', 'note'] as const;
const lengths = { number: 30, place: 100, note: 500 } as const;
const schema = z.strictObject({
  number: z.string().max(lengths.number),
  place: z.string().min(1).max(lengths.place),
  at: epochMsSchema,
  note: z.string().max(lengths.note),
});

/** 다른 경로로 제출: where, when and under which number; the twin that waits here goes out of the way. */
export function ElsewhereDialog({ id, onClose }: { id: FilingId; onClose: () => void }): ReactNode {
  const { t } = useText();
  const engine = useEngine();
  const [opened] = useState(engineNow);
  const form = useForm(fields, schema, ({ number, ...rest }) =>
    engine.call('filings.fileElsewhere', { id, number: number === '' ? null : number, ...rest }),
  );
  return (
    <AskDialog
      title={t('panel.elsewhere.title')}
      go={t('panel.elsewhere.go')}
      stay={t('panel.elsewhere.stay')}
      status={form.state.status}
      onClose={onClose}
      onSubmit={(data) => {
        const noted = form.submit({
          number: textOf(data, 'number'),
          place: textOf(data, 'place'),
          at: koreanInstant(textOf(data, 'at')),
          note: textOf(data, 'note'),
        });
        void noted.then((done) => (done ? onClose() : undefined));
      }}
    >
      <p>{t('panel.elsewhere.what')}</p>
      {fields.map((field) => (
        <Field
          key={field}
          name={field}
          label={t(`panel.elsewhere.${field}.label`)}
          hint={t(`panel.elsewhere.${field}.hint`)}
          problem={form.state.wrong.has(field) ? t(`panel.elsewhere.${field}.wrong`) : undefined}
          onMend={() => form.mend(field)}
          {...(field === 'at'
            ? { type: 'datetime-local', initial: koreanMinute(opened) }
            : { maxLength: lengths[field] })}
          lines={field === 'note' ? 2 : 1}
        />
      ))}
    </AskDialog>
  );
}

import type { ReactNode } from 'react';
import { z } from 'zod';
import type { FilingId } from '../../../shared/filing/numbers.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { textOf, useForm } from '../../app/use-form.ts';
import { Field } from '../../components/field.tsx';
import { AskDialog } from './ask-dialog.tsx';

const fields = ['reason'] as const;
const schema = z.strictObject({ reason: z.string().min(1).max(500) });

/** 동기화 요청: asks customs for its own copy, and says what is not known of that. */
export function SynchroniseDialog({
  id,
  onClose,
}: {
  id: FilingId;
  onClose: () => void;
}): ReactNode {
  const { t } = useText();
  const engine = useEngine();
  const form = useForm(fields, schema, ({ reason }) =>
    engine.call('filings.synchronise', { id, reason }),
  );
  return (
    <AskDialog
      title={t('panel.synchronise.title')}
      go={t('panel.synchronise.go')}
      stay={t('panel.synchronise.stay')}
      status={form.state.status}
      onClose={onClose}
      onSubmit={(data) => {
        const asked = form.submit({ reason: textOf(data, 'reason') });
        void asked.then((done) => (done ? onClose() : undefined));
      }}
    >
      <p>{t('panel.synchronise.what')}</p>
      <p>{t('panel.synchronise.unsure')}</p>
      <Field
        name="reason"
        label={t('panel.synchronise.reason.label')}
        hint={t('panel.synchronise.reason.hint')}
        problem={form.state.wrong.has('reason') ? t('panel.synchronise.reason.wrong') : undefined}
        onMend={() => form.mend('reason')}
        initial={t('panel.synchronise.reason.initial')}
        maxLength={500}
        lines={3}
      />
    </AskDialog>
  );
}

import type { ReactNode } from 'react';
import { z } from 'zod';
import { NaruError } from '../../../shared/errors.ts';
import type { FilingId } from '../../../shared/filing/numbers.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { useForm } from '../../app/use-form.ts';
import { AskDialog } from './ask-dialog.tsx';

/** Takes back that it was filed elsewhere: says what happens where it was so after all. */
export function RestoreDialog({ id, onClose }: { id: FilingId; onClose: () => void }): ReactNode {
  const { t } = useText();
  const engine = useEngine();
  const form = useForm([], z.strictObject({}), async () => {
    const { refused } = await engine.call('filings.act', { ids: [id], action: 'restore' });
    const [first] = refused;
    if (first !== undefined) throw new NaruError(first.problem.code, first.problem.params);
  });
  return (
    <AskDialog
      title={t('panel.restore.title')}
      go={t('panel.restore.go')}
      stay={t('panel.restore.stay')}
      status={form.state.status}
      onClose={onClose}
      onSubmit={() => void form.submit({}).then((done) => (done ? onClose() : undefined))}
    >
      <p>{t('panel.restore.what')}</p>
    </AskDialog>
  );
}

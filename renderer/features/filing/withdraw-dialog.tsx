import type { ReactNode } from 'react';
import { z } from 'zod';
import { codeLists } from '../../../shared/codes/index.ts';
import type { FilingRow } from '../../../shared/filing/filing.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { textOf, useForm } from '../../app/use-form.ts';
import { Field } from '../../components/field.tsx';
import { AskDialog } from './ask-dialog.tsx';
import styles from './ask-dialog.module.css';

const fields = ['code', 'fault', 'text'] as const;
/** The lists of codes are not known whole, so that any two letters or digits may stand. */
const code = z.string().regex(/^[0-9A-Z]{0,2}$/);
const reasonSchema = z.strictObject({ code, fault: code, text: z.string().min(1).max(500) });

/** 취하: says what it means in law, and asks for why and because of whom. */
export function WithdrawDialog({
  row: { id, kind },
  onClose,
}: {
  row: FilingRow;
  onClose: () => void;
}): ReactNode {
  const { t } = useText();
  const engine = useEngine();
  const form = useForm(fields, reasonSchema, (reason) =>
    engine.call('filings.withdraw', { id, reason }),
  );
  const { wrong, status } = form.state;
  return (
    <AskDialog
      title={t('panel.withdraw.title')}
      go={t('panel.withdraw.go')}
      stay={t('panel.withdraw.stay')}
      status={status}
      onClose={onClose}
      onSubmit={(data) => {
        const reason = {
          code: textOf(data, 'code').toUpperCase(),
          fault: textOf(data, 'fault').toUpperCase(),
          text: textOf(data, 'text'),
        };
        void form.submit(reason).then((done) => (done ? onClose() : undefined));
      }}
    >
      <p>{t('panel.withdraw.law')}</p>
      <p>{t('panel.withdraw.what')}</p>
      <Field
        name="code"
        label={t('panel.withdraw.code.label')}
        hint={t('panel.withdraw.code.hint')}
        problem={wrong.has('code') ? t('panel.withdraw.code.wrong') : undefined}
        onMend={() => form.mend('code')}
        maxLength={2}
        list="withdrawal-reasons"
      />
      <Reasons />
      {kind === 'export' ? (
        // Export has letters of its own, and no list of them is known.
        <Field
          name="fault"
          label={t('panel.withdraw.fault.label')}
          hint={t('panel.withdraw.fault.exportHint')}
          problem={wrong.has('fault') ? t('panel.withdraw.fault.wrong') : undefined}
          onMend={() => form.mend('fault')}
          maxLength={2}
        />
      ) : (
        <Faults />
      )}
      <Field
        name="text"
        label={t('panel.withdraw.text.label')}
        hint={t('panel.withdraw.text.hint')}
        problem={wrong.has('text') ? t('panel.withdraw.text.wrong') : undefined}
        onMend={() => form.mend('text')}
        maxLength={500}
        lines={3}
      />
    </AskDialog>
  );
}

/** The reasons that are known, to be picked while typing. */
function Reasons(): ReactNode {
  const { language } = useText();
  return (
    <datalist id="withdrawal-reasons">
      {codeLists['withdrawal-reasons'].entries.map((entry) => (
        <option key={entry.code} value={entry.code}>
          {entry[language]}
        </option>
      ))}
    </datalist>
  );
}

function Faults(): ReactNode {
  const { t, language } = useText();
  return (
    <fieldset>
      <legend>{t('panel.withdraw.fault.label')}</legend>
      <small>{t('panel.withdraw.fault.hint')}</small>
      <div className={styles['faults']}>
        {codeLists['amendment-faults'].entries.map((entry) => (
          <label key={entry.code}>
            <input type="radio" name="fault" value={entry.code} />
            <span>
              <code>{entry.code}</code> {entry[language]}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

import type { ReactNode } from 'react';
import { useText } from '../../app/text.tsx';
import { Field } from '../../components/field.tsx';

/** Which backup (`file`), and what opens it (`passphrase`), of the form around them. */
export function BackupFileFields({
  initial = '',
  onMend,
}: {
  initial?: string;
  onMend: () => void;
}): ReactNode {
  const { t } = useText();
  return (
    <>
      <Field
        name="file"
        label={t('backup.restore.file')}
        hint={t('backup.restore.fileHint')}
        problem={undefined}
        onMend={onMend}
        initial={initial}
        maxLength={1000}
      />
      <Field
        name="passphrase"
        type="password"
        label={t('backup.restore.passphrase')}
        hint={t('backup.restore.passphraseHint')}
        problem={undefined}
        onMend={onMend}
        maxLength={1000}
      />
    </>
  );
}

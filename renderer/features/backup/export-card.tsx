import type { ReactNode } from 'react';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { Card } from '../../components/card.tsx';
import { WriteForm } from './write-form.tsx';

/** Everything in open formats, for whoever wants to read it without Naru. */
export function ExportCard(): ReactNode {
  const { t } = useText();
  const engine = useEngine();
  return (
    <Card title={t('backup.export.title')}>
      <WriteForm
        hint={t('backup.export.hint')}
        folder={t('backup.export.folder')}
        passphrase={null}
        make={t('backup.export.make')}
        onMake={async ({ folder }) =>
          t('backup.export.made', await engine.call('export.make', { folder }))
        }
      />
    </Card>
  );
}

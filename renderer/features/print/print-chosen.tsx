import type { ReactNode } from 'react';
import type { FilingRow } from '../../../shared/filing/filing.ts';
import { goTo } from '../../app/route.ts';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';

/** Puts the chosen declarations on paper; what only points at one has none of its own. */
export function PrintChosen({ rows }: { rows: readonly FilingRow[] }): ReactNode {
  const { t } = useText();
  const ids = rows.filter(({ part }) => part.is === 'declaration').map(({ id }) => id);
  if (ids.length === 0) return null;
  return (
    <Button kind="quiet" onPress={() => goTo({ screen: 'print', ids })}>
      {t('print.chosen')}
    </Button>
  );
}

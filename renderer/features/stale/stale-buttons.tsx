import type { ReactNode } from 'react';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import { acceptedOf } from './accepting.ts';
import type { StaleItem } from './columns.tsx';

export type StaleCommand = 'accept' | 'again' | 'edit' | 'hold' | 'cancel';

/** What may be done with the chosen filings, each with its key. */
export function StaleButtons({
  items,
  onRun,
}: {
  items: readonly StaleItem[];
  onRun: (command: StaleCommand) => void;
}): ReactNode {
  const { t } = useText();
  const none = items.length === 0;
  const { acceptance } = acceptedOf(items);
  // What nobody should do without need does not invite.
  const isDoubtful = acceptance === 'unchecked' || acceptance === 'as-entered';
  return (
    <>
      <Button
        kind={isDoubtful ? 'plain' : 'main'}
        shortcut="A"
        isDisabled={none || acceptance === 'mismatch'}
        onPress={() => onRun('accept')}
      >
        {t(`stale.accept.${acceptance}`)}
      </Button>
      <Button shortcut="R" isDisabled={none} onPress={() => onRun('again')}>
        {t('stale.again')}
      </Button>
      <Button shortcut="E" isDisabled={items.length !== 1} onPress={() => onRun('edit')}>
        {t('stale.edit')}
      </Button>
      <Button shortcut="H" isDisabled={none} onPress={() => onRun('hold')}>
        {t('screens.commands.hold')}
      </Button>
      <Button shortcut="C" isDisabled={none} onPress={() => onRun('cancel')}>
        {t('screens.commands.cancel')}
      </Button>
    </>
  );
}

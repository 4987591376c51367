import type { ReactNode } from 'react';
import { koreanDate } from '../../../shared/time.ts';
import { engineNow } from '../../app/clock.ts';
import { useSync } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import { emptySheet, practiceSheet } from './sheet.ts';

const practiceCount = 10;

/** Gives the person a file that intake reads: filled in for practice, empty for real work. */
export function SheetButton(): ReactNode {
  const { t, language } = useText();
  const mode = useSync((sync) => sync.mode);
  if (mode === 'real')
    return (
      <Button onPress={() => save(t('screens.intake.emptySheetName'), emptySheet(language))}>
        {t('screens.intake.emptySheet')}
      </Button>
    );
  const savePractice = (): void => {
    const now = engineNow();
    const sheet = practiceSheet(language, {
      count: practiceCount,
      // Another one each second, for intake takes no reference twice.
      seed: Math.floor(now / 1000) % 36 ** 4,
      today: koreanDate(now),
      prefix: t('screens.intake.practiceSheetPrefix'),
    });
    save(t('screens.intake.practiceSheetName'), sheet);
  };
  return <Button onPress={savePractice}>{t('screens.intake.practiceSheet')}</Button>;
}

function save(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Some browsers read it only a while later.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

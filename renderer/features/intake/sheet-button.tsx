import type { ReactNode } from 'react';
import { koreanDate } from '../../../shared/time.ts';
import { engineNow } from '../../app/clock.ts';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import { saveFile } from './save-file.ts';
import { practiceSheet } from './sheet.ts';

const practiceCount = 10;

/** Gives the person a file of declarations to practise with. */
export function SheetButton(): ReactNode {
  const { t, language } = useText();
  const savePractice = (): void => {
    const now = engineNow();
    const sheet = practiceSheet(language, {
      count: practiceCount,
      // Another one each second, for intake takes no reference twice.
      seed: Math.floor(now / 1000) % 36 ** 4,
      today: koreanDate(now),
      prefix: t('screens.intake.practiceSheetPrefix'),
    });
    saveFile(t('screens.intake.practiceSheetName'), sheet, 'text/csv');
  };
  return <Button onPress={savePractice}>{t('screens.intake.practiceSheet')}</Button>;
}

import type { ReactNode } from 'react';
import type { RescueState } from '../../../shared/contract/rescue.ts';
import { useText } from '../../app/text.tsx';
import { useRescuing } from './use-rescuing.ts';

/** While damaged data is seen to, and the engine answers nothing else. */
export function RescueAtWork(): ReactNode {
  const { t } = useText();
  const { rescue } = useRescuing();
  return (
    <>
      <h1>{t('rescue.working.title')}</h1>
      <HowFar rescue={rescue} />
    </>
  );
}

/** What is being done, and how far it is. */
export function HowFar({ rescue }: { rescue: RescueState | null }): ReactNode {
  const { t, format } = useText();
  return (
    <p role="status">
      {rescue === null ? null : `${whatIsDone(rescue)} `}
      {t('rescue.working.stay')}
    </p>
  );

  function whatIsDone({ work, isOpen }: RescueState): string {
    if (work === null) return isOpen ? t('rescue.working.settling') : '';
    return work.is === 'restoring'
      ? t('rescue.working.restoring')
      : t('rescue.working.salvaging', { rows: format.count(work.rows) });
  }
}

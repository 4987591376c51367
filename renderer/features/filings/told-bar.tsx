import { useEffect, type ReactNode } from 'react';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import styles from './filings-screen.module.css';
import type { Commands } from './use-commands.ts';

const shownMs = 20_000;

/** What the last command did, with its undo: instead of asking beforehand. */
export function ToldBar({ commands }: { commands: Commands }): ReactNode {
  const { t, say } = useText();
  const { told, putAway } = commands;
  const serial = told?.serial;
  useEffect(() => {
    if (serial === undefined) return undefined;
    const timer = setTimeout(putAway, shownMs);
    return () => clearTimeout(timer);
  }, [serial, putAway]);
  if (told === null) return null;
  return (
    <div className={styles['told']}>
      <Notice
        tone={told.refused > 0 ? 'warn' : 'accent'}
        sign={told.refused > 0 ? 'alert' : 'check'}
        action={
          <>
            {told.undo === null ? null : (
              <Button shortcut="Z" onPress={commands.undo}>
                {t('screens.commands.undo')}
              </Button>
            )}
            <Button kind="quiet" onPress={putAway}>
              {t('screens.commands.close')}
            </Button>
          </>
        }
      >
        {told.done > 0 ? t(`screens.done.${told.action}`, { count: told.done }) : null}{' '}
        {told.problem === null
          ? null
          : `${t('screens.done.refused', { count: told.refused })} ${say(told.problem)}`}
      </Notice>
    </div>
  );
}

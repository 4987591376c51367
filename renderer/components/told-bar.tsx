import { useEffect, type ReactNode } from 'react';
import { useText } from '../app/text.tsx';
import { Button } from './button.tsx';
import styles from './list-screen.module.css';
import { Notice } from './notice.tsx';
import type { Commands } from '../app/use-commands.ts';

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
  const complete = told.refused === 0 && told.left === 0;
  return (
    <div className={styles['told']}>
      <Notice
        tone={complete ? 'accent' : 'warn'}
        sign={complete ? 'check' : 'alert'}
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
        {told.done > 0 ? t(told.words, { count: told.done }) : null}{' '}
        {told.left > 0 ? t('stale.skipped', { count: told.left }) : null}{' '}
        {told.problem === null
          ? null
          : `${t('screens.done.refused', { count: told.refused })} ${say(told.problem)}`}
      </Notice>
    </div>
  );
}

import { useState, type ReactNode } from 'react';
import type { Problem } from '../../../shared/errors.ts';
import type { Mode } from '../../../shared/sync/sync-state.ts';
import { problemOf } from '../../app/session.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Notice } from '../../components/notice.tsx';
import styles from './settings-screen.module.css';

const modes: readonly Mode[] = ['practice', 'real'];

/** 연습과 실제: which of the two one is in, and what changes with the other. */
export function ModeChoice({ mode }: { mode: Mode }): ReactNode {
  const { t, say } = useText();
  const engine = useEngine();
  const [asking, setAsking] = useState(false);
  const [state, setState] = useState<'idle' | 'moving' | Problem>('idle');

  const move = (next: Mode): void => {
    setAsking(false);
    setState('moving');
    engine.call('mode.set', { mode: next }).then(
      () => setState('idle'),
      (error: unknown) => setState(problemOf(error)),
    );
  };
  return (
    <Card title={t('screens.settings.mode')}>
      <ul className={styles['modes']}>
        {modes.map((each) => (
          <li key={each} data-here={each === mode}>
            <b>{t(`screens.modes.${each}.name`)}</b>
            {each === mode ? <span>{t('screens.settings.here')}</span> : null}
            <p>{t(`screens.modes.${each}.text`)}</p>
            {each === mode ? null : (
              <Button
                isDisabled={state === 'moving'}
                // Real filings may leave at once, so this one step asks beforehand.
                onPress={() => (each === 'real' ? setAsking(true) : move(each))}
              >
                {t(`screens.modes.${each}.move`)}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {typeof state === 'string' ? (
        state === 'moving' && <p className={styles['moving']}>{t('screens.settings.moving')}</p>
      ) : (
        <Notice tone="bad" sign="alert">
          {say(state)}
        </Notice>
      )}
      {asking ? (
        <Dialog
          title={t('screens.modes.askTitle')}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button onPress={() => setAsking(false)}>{t('screens.modes.stay')}</Button>
              <Button kind="main" onPress={() => move('real')}>
                {t('screens.modes.real.move')}
              </Button>
            </>
          }
        >
          <p>{t('screens.modes.askText')}</p>
        </Dialog>
      ) : null}
    </Card>
  );
}

import { useState, type ReactNode } from 'react';
import type { Problem } from '../../shared/errors.ts';
import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';
import { problemOf } from './session.ts';
import { useEngine } from './session-context.tsx';
import { useText } from './text.tsx';
import styles from './trouble-bars.module.css';
import { useUpdates } from './use-updates.ts';

/** A new version that waits, and when it will be installed; quiet until there is one. */
export function UpdateBar(): ReactNode {
  const { t, say } = useText();
  const engine = useEngine();
  const { state } = useUpdates();
  const [closed, setClosed] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  if (state?.is !== 'ready' || closed === state.version) return null;
  const [hold] = state.holds;
  return (
    <div className={styles['bars']} role="region" aria-label={t('updates.bar')}>
      <Notice
        tone="plain"
        sign="inbox"
        action={
          <>
            {hold === undefined ? (
              <Button
                onPress={() => {
                  setProblem(null);
                  engine
                    .call('updates.install', {})
                    .catch((error: unknown) => setProblem(problemOf(error)));
                }}
              >
                {t('updates.install')}
              </Button>
            ) : null}
            <Button kind="quiet" onPress={() => setClosed(state.version)}>
              {t('incidents.attention.close')}
            </Button>
          </>
        }
      >
        <b>{t('updates.ready', { version: state.version })}</b>{' '}
        {hold === undefined
          ? t(`updates.when.${state.atEnd ? 'atEnd' : 'byHand'}`)
          : t(`updates.holds.${hold}`)}
        {problem === null ? null : <span role="alert"> {say(problem)}</span>}
      </Notice>
    </div>
  );
}

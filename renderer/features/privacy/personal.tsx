import { useCallback, useEffect, useState, type ReactNode } from 'react';
import { shownForMs } from '../../../shared/contract/personal.ts';
import { fieldLabel } from '../../../shared/documents/describe.ts';
import type { Problem } from '../../../shared/errors.ts';
import type { FilingId } from '../../../shared/filing/numbers.ts';
import { problemOf } from '../../app/session.ts';
import { useEngine } from '../../app/session-context.tsx';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import styles from './privacy.module.css';

/** What is shown unmasked on demand, and only for a while. */
export interface Shown<Value> {
  value: Value | null;
  problem: Problem | null;
  show: () => void;
  hide: () => void;
}

/** @param fetch asks for it; the engine writes down that it was shown */
export function useShown<Value>(fetch: (() => Promise<Value>) | undefined): Shown<Value> {
  const [state, setState] = useState<{ value: Value | null; problem: Problem | null }>({
    value: null,
    problem: null,
  });
  const hide = useCallback(() => setState({ value: null, problem: null }), []);
  useEffect(() => {
    if (state.value === null) return;
    const timer = setTimeout(hide, shownForMs);
    return () => clearTimeout(timer);
  }, [state.value, hide]);
  return {
    ...state,
    hide,
    show: () =>
      void fetch?.().then(
        (value) => setState({ value, problem: null }),
        (error: unknown) => setState({ value: null, problem: problemOf(error) }),
      ),
  };
}

/** Shows and masks again. */
export function ShowButton({ shown, what }: { shown: Shown<unknown>; what: string }): ReactNode {
  const { t, say } = useText();
  const isShown = shown.value !== null;
  return (
    <>
      <Button
        kind="quiet"
        onPress={isShown ? shown.hide : shown.show}
        aria-label={t(isShown ? 'privacy.personal.hideWhat' : 'privacy.personal.showWhat', {
          what,
        })}
      >
        {t(isShown ? 'privacy.personal.hide' : 'privacy.personal.show')}
      </Button>
      {shown.problem === null ? null : <span role="alert">{say(shown.problem)}</span>}
    </>
  );
}

/** A value of a filing that the engine has masked; as it is on a click, for a minute. */
export function Personal({
  id,
  field,
  masked,
}: {
  id: FilingId;
  /** Path in the declaration, or `summary.importer`. */
  field: string;
  masked: string;
}): ReactNode {
  const { t, language } = useText();
  const engine = useEngine();
  const fetch = useCallback(() => engine.call('personal.show', { id, field }), [engine, id, field]);
  const shown = useShown(fetch);
  if (!masked.includes('*')) return masked;
  const what =
    field === 'summary.importer' ? t('screens.columns.importer') : fieldLabel(field, language);
  return (
    <span className={styles['personal']}>
      <span>{shown.value?.value ?? masked}</span>
      <ShowButton shown={shown} what={what} />
    </span>
  );
}

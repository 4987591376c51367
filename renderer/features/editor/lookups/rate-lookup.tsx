import { useState, type ReactNode } from 'react';
import { koreanDate } from '../../../../shared/time.ts';
import { engineNow } from '../../../app/clock.ts';
import { useText } from '../../../app/text.tsx';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { useEditor } from '../editor-context.tsx';
import { grouped } from '../typed.ts';
import { textOf, valueAt } from '../values.ts';
import { Answer } from './answer.tsx';
import type { LookupProps } from './lookup.tsx';
import styles from './lookups.module.css';
import { useLookup } from './use-lookup.ts';

/** 관세환율: the week's rate of the declaration's currency. */
export function RateLookup({ field, onClose }: LookupProps): ReactNode {
  const { t } = useText();
  const editor = useEditor();
  const currency = valueAt(editor.store.getState().values, 'currency');
  const [question] = useState(() => ({
    on: koreanDate(engineNow()),
    use: editor.draft.kind === 'export' ? ('export' as const) : ('import' as const),
  }));
  const named = typeof currency === 'string' && currency !== '';
  const state = useLookup('lookup.rates', named ? question : null);
  const rate =
    state?.is === 'answered' && state.answer.is === 'known'
      ? state.answer.value.rates.find((each) => each.currency === currency)
      : undefined;
  const take = (): void => {
    if (rate !== undefined) editor.put(field.key, rate.rate);
    onClose();
  };
  return (
    <Dialog
      focusMain
      title={t('editor.lookup.rates.title')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('editor.close')}</Button>
          {rate === undefined ? null : (
            <Button kind="main" shortcut="↵" onPress={take}>
              {t('editor.lookup.rates.take')}
            </Button>
          )}
        </>
      }
    >
      {state === null ? (
        <p>{t('editor.lookup.rates.noCurrency')}</p>
      ) : (
        <Answer state={state}>
          {(): ReactNode =>
            rate === undefined ? (
              <p>{t('editor.lookup.rates.none', { currency: textOf(currency) })}</p>
            ) : (
              <p className={styles['rate']}>
                1 {rate.currency} = <b>{grouped(rate.rate)}</b> {t('editor.lookup.rates.won')}
                <span>{t('editor.lookup.rates.from', { day: rate.from })}</span>
              </p>
            )
          }
        </Answer>
      )}
    </Dialog>
  );
}

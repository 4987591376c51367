import { memo, type ReactNode } from 'react';
import type { CustomsState, TransportState } from '../../shared/filing/states.ts';
import { useText } from '../app/text.tsx';
import { Sign, type SignName } from './sign.tsx';
import styles from './state-badge.module.css';

/** `released` is the one tone that is green; only customs' 수리 has it. */
type Tone = 'plain' | 'wait' | 'accent' | 'unknown' | 'warn' | 'bad' | 'released';

export interface Look {
  tone: Tone;
  sign: SignName;
}

const transportLooks: Record<TransportState, Look> = {
  draft: { tone: 'plain', sign: 'pencil' },
  invalid: { tone: 'bad', sign: 'alert' },
  queued: { tone: 'wait', sign: 'clock' },
  recheck: { tone: 'warn', sign: 'turn' },
  held: { tone: 'warn', sign: 'pause' },
  sending: { tone: 'accent', sign: 'send' },
  unconfirmed: { tone: 'unknown', sign: 'question' },
  processing: { tone: 'unknown', sign: 'dots' },
  acknowledged: { tone: 'accent', sign: 'check' },
  refused: { tone: 'bad', sign: 'cross' },
  'filed-elsewhere': { tone: 'plain', sign: 'elsewhere' },
  cancelled: { tone: 'plain', sign: 'minus' },
};

const customsLooks: Record<CustomsState, Look | null> = {
  none: null,
  received: { tone: 'wait', sign: 'inbox' },
  'documents-required': { tone: 'warn', sign: 'paper' },
  inspection: { tone: 'warn', sign: 'lens' },
  'under-review': { tone: 'wait', sign: 'clock' },
  released: { tone: 'released', sign: 'check' },
  rejected: { tone: 'bad', sign: 'cross' },
  withdrawn: { tone: 'plain', sign: 'back' },
  amended: { tone: 'wait', sign: 'pencil' },
};

/** A word with its sign and tone. */
export function Badge({ look, children }: { look: Look; children: ReactNode }): ReactNode {
  return (
    <span className={styles['badge']} data-tone={look.tone}>
      <Sign name={look.sign} />
      {children}
    </span>
  );
}

/** 우리 쪽: where a filing is on its way. */
export const TransportBadge = memo(function TransportBadge({
  state,
}: {
  state: TransportState;
}): ReactNode {
  const { t } = useText();
  const { tone, sign } = transportLooks[state];
  return (
    <span className={styles['badge']} data-tone={tone} data-transport={state}>
      <Sign name={sign} />
      {t(`states.transport.${state}`)}
    </span>
  );
});

/** 세관 쪽: what customs has said. */
export const CustomsBadge = memo(function CustomsBadge({
  state,
  long = false,
}: {
  state: CustomsState;
  /** Says in words that nothing is known yet, where a dash would be too little. */
  long?: boolean;
}): ReactNode {
  const { t } = useText();
  const look = customsLooks[state];
  if (look === null)
    return (
      <span className={styles['nothing']} data-customs={state}>
        {long ? t('states.customs.none') : <span aria-label={t('states.customs.none')}>–</span>}
      </span>
    );
  return (
    <span className={styles['badge']} data-tone={look.tone} data-customs={state}>
      <Sign name={look.sign} />
      {t(`states.customs.${state}`)}
    </span>
  );
});

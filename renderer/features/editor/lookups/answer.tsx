import type { ReactNode } from 'react';
import type { NotKnown } from '../../../../shared/contract/index.ts';
import type { EpochMs } from '../../../../shared/time.ts';
import { useText } from '../../../app/text.tsx';
import { Ago } from '../../../components/moment.tsx';
import { Notice } from '../../../components/notice.tsx';
import type { LookupState } from './use-lookup.ts';
import styles from './lookups.module.css';

/** An answer with its age, or why there is none; "not known" is never "wrong". */
export function Answer<Value>({
  state,
  children,
}: {
  state:
    | { is: 'asking' }
    | { is: 'failed'; problem: Extract<LookupState<'lookup.hs'>, { is: 'failed' }>['problem'] }
    | { is: 'answered'; answer: Known<Value> | NotAnswered };
  children: (value: Value) => ReactNode;
}): ReactNode {
  const { t, say } = useText();
  if (state.is === 'asking') return <p role="status">{t('editor.lookup.asking')}</p>;
  if (state.is === 'failed')
    return (
      <Notice tone="bad" sign="alert">
        {say(state.problem)}
      </Notice>
    );
  const { answer } = state;
  if (answer.is === 'not-known')
    return (
      <Notice tone="warn" sign="question">
        <b>{t('editor.lookup.notKnown')}</b> {t(`editor.lookup.why.${answer.why}`)}
        {answer.words === null ? null : <> ({answer.words})</>}
      </Notice>
    );
  return (
    <>
      {children(answer.value)}
      <p className={styles['age']}>
        {t('editor.lookup.source')} <Ago at={answer.at} />
        {answer.staleBecause === null ? null : (
          <b> {t('editor.lookup.stale', { why: t(`editor.lookup.why.${answer.staleBecause}`) })}</b>
        )}
      </p>
    </>
  );
}

interface Known<Value> {
  is: 'known';
  value: Value;
  at: EpochMs;
  staleBecause: NotKnown | null;
}
interface NotAnswered {
  is: 'not-known';
  why: NotKnown;
  words: string | null;
}

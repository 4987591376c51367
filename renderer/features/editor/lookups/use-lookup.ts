import { useEffect, useState } from 'react';
import type { CallInput, CallOutput } from '../../../../shared/contract/index.ts';
import type { Problem } from '../../../../shared/errors.ts';
import { problemOf } from '../../../app/session.ts';
import { useEngine } from '../../../app/session-context.tsx';

type LookupCall = 'lookup.hs' | 'lookup.pccc' | 'lookup.rates';

export type LookupState<Name extends LookupCall> =
  | { is: 'asking' }
  | { is: 'answered'; answer: CallOutput<Name> }
  | { is: 'failed'; problem: Problem };

/**
 * Asks once for each question; `null` asks nothing.
 * @param question the same object as long as it is the same question
 */
export function useLookup<Name extends LookupCall>(
  name: Name,
  question: CallInput<Name> | null,
): LookupState<Name> | null {
  const engine = useEngine();
  const [told, setTold] = useState<{ about: CallInput<Name>; state: LookupState<Name> } | null>(
    null,
  );
  useEffect(() => {
    if (question === null) return undefined;
    let closed = false;
    const tell = (state: LookupState<Name>): void => {
      if (!closed) setTold({ about: question, state });
    };
    engine.call(name, question).then(
      (answer) => tell({ is: 'answered', answer }),
      (error: unknown) => tell({ is: 'failed', problem: problemOf(error) }),
    );
    return () => {
      closed = true;
    };
  }, [engine, name, question]);
  if (question === null) return null;
  return told?.about === question ? told.state : { is: 'asking' };
}

import { useState } from 'react';
import type { CallInput, MadeEvidence } from '../../../shared/contract/index.ts';
import type { Problem } from '../../../shared/errors.ts';
import { useEngine } from '../../app/session-context.tsx';
import { problemOf } from '../../app/session.ts';

/** How the pack fares that was asked for last. */
export type MakingState =
  | { is: 'idle' }
  | { is: 'busy' }
  | { is: 'made'; made: MadeEvidence }
  | { is: 'failed'; problem: Problem };

/** Has a pack made; what comes of it, and how it is stopped. */
export function useMaking(): [
  state: MakingState,
  make: (wanted: CallInput<'evidence.make'>) => Promise<void>,
  stop: () => void,
] {
  const engine = useEngine();
  const [state, setState] = useState<MakingState>({ is: 'idle' });
  return [
    state,
    async (wanted) => {
      setState({ is: 'busy' });
      setState(
        await engine.call('evidence.make', wanted).then(
          (made): MakingState => ({ is: 'made', made }),
          (error: unknown): MakingState => ({ is: 'failed', problem: problemOf(error) }),
        ),
      );
    },
    // What was stopped tells so itself.
    () => void engine.call('evidence.cancel', {}).catch(() => undefined),
  ];
}

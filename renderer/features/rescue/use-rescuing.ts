import { useCallback, useEffect } from 'react';
import type { RescueState } from '../../../shared/contract/rescue.ts';
import { useRescue, type RescueStep } from '../../app/rescue.ts';
import { problemOf } from '../../app/session.ts';
import { useEngine, useSession } from '../../app/session-context.tsx';
import { useFetched } from '../../app/use-fetched.ts';

/** How often is looked while something goes on, in milliseconds. */
const lookEveryMs = 1000;

export interface Rescuing {
  /** What the engine tells of damaged data; `null` where it has none, or has not told yet. */
  rescue: RescueState | null;
  step: RescueStep;
  restore(file: string, passphrase: string): void;
  salvage(): void;
}

/** Damaged data, and the two ways out. */
export function useRescuing(): Rescuing {
  const engine = useEngine();
  const session = useSession();
  const step = useRescue((state) => state.step);
  const { value, again } = useFetched(useCallback(() => engine.call('rescue.get', {}), [engine]));
  const rescue = value?.rescue ?? null;
  const isGoingOn = step.is === 'working' || (rescue !== null && rescue.work !== null);
  useEffect(() => {
    if (!isGoingOn) return;
    const timer = setInterval(again, lookEveryMs);
    return () => clearInterval(timer);
  }, [isGoingOn, again]);

  async function work(action: () => Promise<RescueStep>): Promise<void> {
    setStep({ is: 'working' });
    setStep(
      await action().catch((error: unknown) => ({ is: 'failed', problem: problemOf(error) })),
    );
    await session.refresh();
  }
  return {
    rescue,
    step,
    restore: (file, passphrase) =>
      void work(async () => {
        const secret = passphrase === '' ? null : passphrase;
        await engine.call('rescue.restore', { file, passphrase: secret });
        return { is: 'idle' };
      }),
    salvage: () =>
      void work(async () => ({ is: 'salvaged', saved: await engine.call('rescue.salvage', {}) })),
  };
}

const setStep = (step: RescueStep): void => useRescue.setState({ step });

import { createContext, useContext, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { useEngine } from '../../app/session-context.tsx';
import { createIntake, type Intake, type Job } from './intake-jobs.ts';

const IntakeContext = createContext<Intake | null>(null);

/** Keeps what is being taken in while the person looks at other screens. */
export function IntakeProvider({ children }: { children: ReactNode }): ReactNode {
  const engine = useEngine();
  const [intake] = useState(() => createIntake(engine));
  return <IntakeContext value={intake}>{children}</IntakeContext>;
}

export function useIntake(): Intake {
  const intake = useContext(IntakeContext);
  if (intake === null) throw new Error('useIntake outside of IntakeProvider');
  return intake;
}

export function useJobs(): readonly Job[] {
  return useStore(useIntake().store, (state) => state.jobs);
}

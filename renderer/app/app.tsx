import { useEffect, type ReactNode } from 'react';
import { LockScreen } from '../features/lock/lock-screen.tsx';
import { useIdleLock, useLock } from './idle-lock.ts';
import { TextProvider } from './text.tsx';
import { usePreferences } from './preferences.ts';
import { useRescue } from './rescue.ts';
import type { Session } from './session.ts';
import { SessionContext, useEngineState } from './session-context.tsx';
import { Shell } from './shell.tsx';
import { Starting } from './starting.tsx';

export function App({ session }: { session: Session }): ReactNode {
  useTheme();
  return (
    <SessionContext value={session}>
      <TextProvider>
        <Gate />
      </TextProvider>
    </SessionContext>
  );
}

/** No screen before the engine has said how things are: nothing is shown that may not be true. */
function Gate(): ReactNode {
  const ready = useEngineState((state) => state.sync !== null && state.fatal === null);
  useIdleLock();
  const locked = useLock((state) => state.locked);
  const rescue = useRescue(({ step }) => step);
  const isRescuing = rescue.is === 'working' || rescue.is === 'salvaged';
  if (!ready || isRescuing) return <Starting />;
  return locked ? <LockScreen /> : <Shell />;
}

function useTheme(): void {
  const theme = usePreferences((state) => state.theme);
  useEffect(() => {
    const { dataset } = document.documentElement;
    if (theme === 'system') delete dataset['theme'];
    else dataset['theme'] = theme;
  }, [theme]);
}

import type { ReactNode } from 'react';
import { FilingsScreen } from '../features/filings/filings-screen.tsx';
import { DropTarget } from '../features/intake/drop-target.tsx';
import { IntakeProvider } from '../features/intake/intake-context.tsx';
import { IntakeScreen } from '../features/intake/intake-screen.tsx';
import { OverviewScreen } from '../features/overview/overview-screen.tsx';
import { SettingsScreen } from '../features/settings/settings-screen.tsx';
import { CentralBar } from './central-bar.tsx';
import { Navigation } from './navigation.tsx';
import { PracticeStrip } from './practice-strip.tsx';
import { useRoute, type Route } from './route.ts';
import { useSync } from './session-context.tsx';
import styles from './shell.module.css';
import { TroubleBars } from './trouble-bars.tsx';

/** What stays on every screen: where one is, how the central system is, and whether it is real. */
export function Shell(): ReactNode {
  const route = useRoute();
  const mode = useSync((sync) => sync.mode);
  return (
    // What was being taken in belongs to the mode it was dropped in.
    <IntakeProvider key={mode}>
      <DropTarget>
        <div className={styles['shell']}>
          {mode === 'practice' ? <PracticeStrip /> : null}
          <Navigation route={route} />
          <div className={styles['main']}>
            <CentralBar />
            <TroubleBars />
            <main className={styles['screen']}>
              <Screen route={route} key={mode} />
            </main>
          </div>
        </div>
      </DropTarget>
    </IntakeProvider>
  );
}

function Screen({ route }: { route: Route }): ReactNode {
  switch (route.screen) {
    case 'overview':
      return <OverviewScreen />;
    case 'filings':
      return <FilingsScreen view={route.view} open={route.open} key={route.view} />;
    case 'intake':
      return <IntakeScreen />;
    case 'settings':
      return <SettingsScreen />;
  }
}

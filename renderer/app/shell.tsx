import type { ReactNode } from 'react';
import { DraftsScreen } from '../features/editor/drafts-screen.tsx';
import { EditorScreen } from '../features/editor/editor-screen.tsx';
import { EvidenceScreen } from '../features/evidence/evidence-screen.tsx';
import { FilingsScreen } from '../features/filings/filings-screen.tsx';
import { DropTarget } from '../features/intake/drop-target.tsx';
import { IntakeProvider } from '../features/intake/intake-context.tsx';
import { IntakeScreen } from '../features/intake/intake-screen.tsx';
import { OverviewScreen } from '../features/overview/overview-screen.tsx';
import { PrintScreen } from '../features/print/print-screen.tsx';
import { SettingsScreen } from '../features/settings/settings-screen.tsx';
import { PcccScreen } from '../features/stale/pccc-screen.tsx';
import { RecheckScreen } from '../features/stale/recheck-screen.tsx';
import { StrayScreen } from '../features/stray/stray-screen.tsx';
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
  // Paper has nothing around it.
  if (route.screen === 'print' || route.screen === 'print-draft')
    return <Screen route={route} key={mode} />;
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
    case 'recheck':
      return <RecheckScreen open={route.open} />;
    case 'pccc':
      return <PcccScreen />;
    case 'evidence':
      return <EvidenceScreen />;
    case 'stray':
      return <StrayScreen />;
    case 'drafts':
      return <DraftsScreen />;
    case 'editor':
      return <EditorScreen id={route.draft} key={route.draft} />;
    case 'print':
      return <PrintScreen source={{ ids: route.ids }} key={route.ids.join()} />;
    case 'print-draft':
      return <PrintScreen source={{ draft: route.draft }} key={route.draft} />;
    case 'intake':
      return <IntakeScreen />;
    case 'settings':
      return <SettingsScreen />;
  }
}

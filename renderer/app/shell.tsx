import type { ReactNode } from 'react';
import { DeadlinesScreen } from '../features/deadlines/deadlines-screen.tsx';
import { DirectivesScreen } from '../features/directives/directives-screen.tsx';
import { DraftsScreen } from '../features/editor/drafts-screen.tsx';
import { EditorScreen } from '../features/editor/editor-screen.tsx';
import { BackupScreen } from '../features/backup/backup-screen.tsx';
import { EvidenceScreen } from '../features/evidence/evidence-screen.tsx';
import { FilingsScreen } from '../features/filings/filings-screen.tsx';
import { HealthScreen } from '../features/health/health-screen.tsx';
import { HelpScreen } from '../features/help/help-screen.tsx';
import { IncidentsScreen } from '../features/incidents/incidents-screen.tsx';
import { DrillsScreen } from '../features/drills/drills-screen.tsx';
import { GivenFiles } from '../features/intake/given-files.tsx';
import { DropTarget } from '../features/intake/drop-target.tsx';
import { IntakeProvider } from '../features/intake/intake-context.tsx';
import { IntakeScreen } from '../features/intake/intake-screen.tsx';
import { OverviewScreen } from '../features/overview/overview-screen.tsx';
import { PrintScreen } from '../features/print/print-screen.tsx';
import { ProgramScreen } from '../features/program/program-screen.tsx';
import { PrivacyScreen } from '../features/privacy/privacy-screen.tsx';
import { SettingsScreen } from '../features/settings/settings-screen.tsx';
import { PcccScreen } from '../features/stale/pccc-screen.tsx';
import { RecheckScreen } from '../features/stale/recheck-screen.tsx';
import { StrayScreen } from '../features/stray/stray-screen.tsx';
import { AttentionBar } from './attention-bar.tsx';
import { UnansweredScreen } from '../features/unanswered/unanswered-screen.tsx';
import { CentralBar } from './central-bar.tsx';
import { DrillBar, DrillWatermark } from './drill-bar.tsx';
import { HostBars } from './host-bars.tsx';
import { Navigation } from './navigation.tsx';
import { PracticeStrip } from './practice-strip.tsx';
import { useRoute, type Route } from './route.ts';
import { useEngineState, useSync } from './session-context.tsx';
import styles from './shell.module.css';
import { TroubleBars } from './trouble-bars.tsx';
import { UpdateBar } from './update-bar.tsx';

/** What stays on every screen: where one is, how the central system is, and whether it is real. */
export function Shell(): ReactNode {
  const route = useRoute();
  const mode = useSync((sync) => sync.mode);
  const drill = useEngineState((state) => state.drill?.id ?? null);
  // What was begun in one database is nothing to another.
  const own = drill ?? mode;
  // Paper has nothing around it.
  if (route.screen === 'print' || route.screen === 'print-draft')
    return (
      <>
        <Screen route={route} key={own} />
        <DrillWatermark />
      </>
    );
  return (
    // What was being taken in belongs to the mode it was dropped in.
    <IntakeProvider key={own}>
      <GivenFiles />
      <DropTarget>
        <div className={styles['shell']}>
          {drill !== null ? <DrillBar /> : mode === 'practice' ? <PracticeStrip /> : null}
          <Navigation route={route} />
          <div className={styles['main']}>
            <CentralBar />
            <HostBars />
            <TroubleBars />
            <AttentionBar />
            <UpdateBar />
            <main className={styles['screen']}>
              <Screen route={route} key={own} />
            </main>
          </div>
          <DrillWatermark />
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
    case 'affected':
      return (
        <FilingsScreen
          view="all"
          incident={route.incident}
          open={route.open}
          key={`affected ${route.incident}`}
        />
      );
    case 'recheck':
      return <RecheckScreen open={route.open} />;
    case 'pccc':
      return <PcccScreen />;
    case 'deadlines':
      return <DeadlinesScreen />;
    case 'incidents':
      return <IncidentsScreen open={route.open} />;
    case 'directives':
      return <DirectivesScreen open={route.open} />;
    case 'unanswered':
      return <UnansweredScreen />;
    case 'backup':
      return <BackupScreen />;
    case 'evidence':
      return <EvidenceScreen />;
    case 'stray':
      return <StrayScreen />;
    case 'health':
      return <HealthScreen />;
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
    case 'drills':
      return <DrillsScreen sheet={route.sheet} />;
    case 'privacy':
      return <PrivacyScreen />;
    case 'settings':
      return <SettingsScreen />;
    case 'program':
      return <ProgramScreen />;
    case 'help':
      return <HelpScreen page={route.page} />;
  }
}

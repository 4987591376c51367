import { createStore, type StoreApi } from 'zustand/vanilla';
import type {
  DrillState,
  EngineClient,
  EngineEvent,
  EvidenceProgress,
  IntakeProgress,
  PracticeState,
} from '../../shared/contract/index.ts';
import { NaruError, type Problem } from '../../shared/errors.ts';
import type { FilingId } from '../../shared/filing/numbers.ts';
import type { Attention } from '../../shared/sync/attention.ts';
import type { ChannelState } from '../../shared/sync/channels.ts';
import type { SyncState } from '../../shared/sync/sync-state.ts';
import type { UpdateState } from '../../shared/updates.ts';
import type { Bridge, Connection } from '../bridge.ts';
import { setEngineNow } from './clock.ts';

/** What the engine last said; nothing here is decided by the screens. */
export interface EngineState {
  connection: Connection;
  sync: SyncState | null;
  practice: PracticeState | null;
  /** How the channels were when one of them last changed; `null` where none has since. */
  health: readonly ChannelState[] | null;
  /** The drill that is going on. */
  drill: DrillState | null;
  /** By intake. */
  progress: Readonly<Record<string, IntakeProgress>>;
  /** Counts up whenever incidents or their remarks have changed. */
  incidentsAt: number;
  /** What a person was told last, until it is closed. */
  attention: Attention | null;
  /** How far the evidence pack is that is being made. */
  evidence: EvidenceProgress | null;
  /** What became of a new version of the program; `null` until the host has said so. */
  updates: UpdateState | null;
  /** Why there will be no engine. */
  fatal: Problem | null;
}

/** Filings that changed; `null` where any may have. */
export type ChangedFilings = readonly FilingId[] | null;

export interface Session {
  client: EngineClient;
  store: StoreApi<EngineState>;
  /** Asks the engine for everything anew, e.g. once its data has been unlocked. */
  refresh(): Promise<void>;
  /** Returns a function that ends the subscription. */
  onFilings(handler: (ids: ChangedFilings) => void): () => void;
}

/** Keeps the store fed by the engine's events, and fetches anew after a lost connection. */
export function createSession(bridge: Bridge): Session {
  const { client } = bridge;
  const store = createStore<EngineState>(() => ({
    connection: 'connecting',
    sync: null,
    practice: null,
    health: null,
    drill: null,
    progress: {},
    incidentsAt: 0,
    attention: null,
    evidence: null,
    updates: null,
    fatal: null,
  }));
  const filingHandlers = new Set<(ids: ChangedFilings) => void>();
  const tellFilings = (ids: ChangedFilings): void => {
    for (const handler of filingHandlers) handler(ids);
  };

  function takeSync(sync: SyncState): void {
    const before = store.getState().sync;
    setEngineNow(sync.now, rateOf(store.getState().drill));
    store.setState({ sync, fatal: null });
    if (before === null || before.mode === sync.mode) return;
    store.setState({ practice: null, health: null, attention: null });
    tellFilings(null);
    if (sync.mode === 'practice') void fetchPractice();
  }

  function takeDrill(drill: DrillState | null): void {
    const before = store.getState().drill;
    store.setState({ drill });
    if (drill !== null) setEngineNow(drill.now, rateOf(drill));
    // Another database is shown; all that was fetched is of the one before.
    if (before?.id === drill?.id) return;
    store.setState({ practice: null, health: null, attention: null });
    void fetchAll();
  }

  async function fetchPractice(): Promise<void> {
    const practice = await client.call('practice.get', {}).catch(ignoreProblem);
    if (practice !== undefined) store.setState({ practice });
  }

  /** An engine whose data is locked or damaged answers nothing but that. */
  function takeClosed(error: unknown): undefined {
    const problem = problemOf(error);
    if (isLock(problem) || problem.code === 'data-damaged') store.setState({ fatal: problem });
  }

  async function fetchAll(): Promise<void> {
    const drills = await client.call('drill.state', {}).catch(ignoreProblem);
    if (drills !== undefined) store.setState({ drill: drills.running });
    const sync = await client.call('sync.get', {}).catch(takeClosed);
    if (sync === undefined) return;
    takeSync(sync);
    if (sync.mode === 'practice') await fetchPractice();
    tellFilings(null);
    const told = await client.call('health.get', {}).catch(ignoreProblem);
    if (told !== undefined) store.setState({ health: told.states });
    store.setState(({ incidentsAt }) => ({ incidentsAt: incidentsAt + 1 }));
  }

  function take(event: EngineEvent): void {
    switch (event.topic) {
      case 'sync':
        return takeSync(event.state);
      case 'practice':
        return store.setState({ practice: event.state });
      case 'drill':
        return takeDrill(event.state);
      case 'filings':
        return tellFilings(event.ids);
      case 'intake':
        return store.setState(({ progress }) => ({
          progress: { ...progress, [event.progress.intakeId]: event.progress },
        }));
      case 'health':
        return store.setState({ health: event.states });
      case 'incidents':
        return store.setState(({ incidentsAt }) => ({ incidentsAt: incidentsAt + 1 }));
      case 'attention':
        return store.setState({ attention: event.attention });
      case 'evidence':
        return store.setState({ evidence: event.progress });
      case 'updates':
        return store.setState({ updates: event.state });
      case 'fatal':
        return store.setState({ fatal: event.problem });
    }
  }

  client.subscribe(take);
  bridge.onConnection((connection) => {
    store.setState({ connection });
    if (connection === 'open') void fetchAll();
  });

  return {
    client,
    store,
    refresh: fetchAll,
    onFilings(handler) {
      filingHandlers.add(handler);
      return () => {
        filingHandlers.delete(handler);
      };
    },
  };
}

/** Whether a person can open what is locked, here on the page. */
export function isLock(
  problem: Problem,
): problem is Problem & { code: 'key-locked' | 'passphrase-to-choose' } {
  return problem.code === 'key-locked' || problem.code === 'passphrase-to-choose';
}

/** How many times as fast as this computer's clock the engine's goes. */
function rateOf(drill: DrillState | null): number {
  return drill === null ? 1 : Math.min(drill.reached ?? drill.speed, drill.speed);
}

/** The engine's problem in an error, whatever was thrown. */
export function problemOf(error: unknown): Problem {
  if (error instanceof NaruError) return error.problem;
  return { code: 'internal', params: { detail: error instanceof Error ? error.message : '' } };
}

/** A lost connection is told by its own state, and all is fetched again after it. */
function ignoreProblem(): undefined {
  return undefined;
}

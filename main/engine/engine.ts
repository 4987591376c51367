import type { EngineEvent } from '../../shared/contract/index.ts';
import { NaruError } from '../../shared/errors.ts';
import type { CallHandlers } from '../../shared/port/index.ts';
import type { Mode } from '../../shared/sync/sync-state.ts';
import type { Clock, Random } from '../../shared/time.ts';
import { defaultPacing, type PacingSettings } from '../outbox/policy/index.ts';
import { silentLog, type Log } from '../log/index.ts';
import { openDataFolder, type DataFolder, type KeyProvider, type NewSlot } from '../store/index.ts';
import { openBackups } from './backup-calls.ts';
import { gatherChanges } from './changes.ts';
import { openEvidence } from './evidence-calls.ts';
import { filingCalls } from './filing-calls.ts';
import { openHotFolder } from './hot-folder.ts';
import { openIntake } from './intake-calls.ts';
import { connectionCalls } from './connection-calls.ts';
import { deadlineCalls } from './deadline-calls.ts';
import { startDeadlineUpkeep } from './deadline-upkeep.ts';
import { directiveCalls } from './directive-calls.ts';
import { startDirectiveWork } from './directive-work.ts';
import { draftCalls } from './draft-calls.ts';
import { drainCalls } from './drain-calls.ts';
import { actOf, refuseInDrill, watchedCalls } from './drill/acts.ts';
import { evidenceKnowledge } from './evidence-knowledge.ts';
import { readKnownIncidents } from './known-incidents.ts';
import { drillCalls } from './drill/drill-calls.ts';
import { openRehearsal } from './drill/rehearsal.ts';
import { gatewayCalls } from './gateway-calls.ts';
import { holidayCalls } from './holiday-calls.ts';
import { healthCalls } from './health-calls.ts';
import { heed } from './host-hints.ts';
import type { HostLine } from './host-line.ts';
import { keyCalls } from './key-calls.ts';
import { rescueAtWork } from './rescue-at-work.ts';
import { createLine } from './line.ts';
import { mismatchedPerson } from './mismatches.ts';
import { incidentCalls } from './incident-calls.ts';
import { watchIncidents } from './incident-watch.ts';
import { lookupCalls } from './lookup-calls.ts';
import { mappingCalls } from './mapping-calls.ts';
import { pacingCalls } from './pacing-calls.ts';
import { watchPacingFile } from './pacing-subscription.ts';
import { partCalls } from './part-calls.ts';
import { watchedProgram } from './program/watched-program.ts';
import { maskedCalls } from './privacy/masked-calls.ts';
import { personalCalls } from './privacy/personal-calls.ts';
import { presentSession } from './present-session.ts';
import { privacyCalls } from './privacy/privacy-calls.ts';
import type { SalvageAtWork } from './run-process.ts';
import { openSession, type Session } from './session.ts';
import { staleCalls } from './stale-calls.ts';
import { readSyncState } from './sync.ts';
import { systemClock } from './system-clock.ts';
import { updateCalls } from './update-calls.ts';
import { startUpkeep } from './upkeep.ts';
import { putWays } from './unlock/start-unlocked.ts';
import { watchCalls } from './watch-calls.ts';
import { startWatchWork } from './watch-work.ts';

export interface EngineOptions {
  dataFolder: string;
  /** What opens the data folder, for another's message, e.g. `Naru`. */
  owner: string;
  keys?: KeyProvider;
  /** Ways to the key to put in once it is open. */
  newWays?: readonly NewSlot[];
  clock?: Clock;
  random?: Random;
  pacing?: PacingSettings;
  /** How it is ended and started anew where its data was found damaged. */
  salvage?: SalvageAtWork;
  log?: Log;
  /** The host that started the engine's process. */
  host?: HostLine;
}

/** Everything that runs behind a face, started and stopped in order. */
export interface Engine {
  handlers: CallHandlers;
  subscribe(handler: (event: EngineEvent) => void): () => void;
  /** Rejects where the engine ended by a fault of the program. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** @throws {NaruError} as `openDataFolder` and the store */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const clock = options.clock ?? systemClock;
  const pacing = options.pacing ?? defaultPacing;
  const random = options.random ?? Math.random;
  const resolveProxy = options.host?.resolveProxy ?? null;
  const now = new Date(clock.now());
  const folder = openDataFolder({
    folder: options.dataFolder,
    owner: options.owner,
    now,
    ...(options.keys === undefined ? {} : { keys: options.keys }),
  });
  putWays(folder, options.newWays);
  const changes = gatherChanges(
    () => [{ topic: 'sync', state: syncState() }],
    () => [{ topic: 'health', states: session().health.states() }],
  );
  const fault = Promise.withResolvers<void>();

  async function open(mode: Mode): Promise<Session> {
    const opened = await openSession({
      folder,
      mode,
      clock,
      random,
      pacing,
      watchOwnWord: true,
      onChange: changes.filings,
      onStep: changes.sync,
      onPractice: (state) => changes.tell({ topic: 'practice', state }),
      onHealth: changes.health,
      resolveProxy,
    });
    opened.ended.catch(fault.reject);
    program.opened(opened);
    opened.start();
    return opened;
  }

  const program = watchedProgram({
    dataFolder: folder.folder,
    log: options.log ?? silentLog,
    clock,
    pacing,
    session: () => session(),
  });
  const first = await openOrRelease(folder, () => open(folder.mode));
  const { session, enter, enterAgain, enterDrill, leaveDrill } = presentSession(first, {
    folder,
    open,
    untilUnread: program.unchecked,
    onEntered() {
      // What the session before still learns is on its disk, and taken from there when it is opened again.
      leaveIncidents();
      leaveIncidents = incidents.follow(session().health);
      changes.filings(null);
    },
    onFault: fault.reject,
  });
  const line = createLine();
  const upkeep = startUpkeep(() => session().store, clock);
  const deadlineUpkeep = startDeadlineUpkeep(() => session().store, clock, changes.filings);
  const rehearsal = openRehearsal({
    dataFolder: options.dataFolder,
    clock,
    onChange: changes.filings,
    onStep: changes.sync,
    onState: (state) => changes.tell({ topic: 'drill', state }),
    onFault: fault.reject,
  });
  /** The drill whose session is shown; `null` where it is the office's own. */
  function drilling() {
    const drill = rehearsal.running();
    return drill?.session === session() ? drill : null;
  }
  /** The clock of the session of the moment. */
  const present: Clock = {
    now: () => (drilling()?.clock ?? clock).now(),
    monotonic: () => (drilling()?.clock ?? clock).monotonic(),
    sleep: (ms, signal) => (drilling()?.clock ?? clock).sleep(ms, signal),
  };
  const pacingWatch = watchPacingFile(
    () => {
      // A drill has nothing to do with the fleet's file; it is looked for again later.
      if (drilling() !== null) throw new NaruError('drill-running');
      return session().store;
    },
    clock,
    random,
    () => {
      session().repace();
      changes.sync();
    },
    () => session().outward,
  );

  function syncState() {
    const { store, mode, outbox, pacing: settings, problem: setUpWrong } = session();
    return readSyncState({ store, mode, outbox, settings, now: present.now(), setUpWrong });
  }
  function practice() {
    const { practice: central } = session();
    if (central === null) throw new NaruError('practice-only');
    return central;
  }
  const engaged = { session, clock: present, changes, line, enterAgain };
  const intake = openIntake(engaged);
  const hotFolder = openHotFolder(engaged);
  hotFolder.start();
  program.start();
  const incidents = watchIncidents({ ...engaged, disk: program.diskLevel });
  let leaveIncidents = incidents.follow(session().health);
  const directiveWork = startDirectiveWork(engaged);
  const watchWork = startWatchWork(engaged);
  const evidence = openEvidence(engaged, folder.folder, (at) =>
    evidenceKnowledge(at.store, at.health, present),
  );
  const ofTheFolder = {
    ...engaged,
    dataFolder: folder.folder,
    turn: createLine(),
    isDrill: () => drilling() !== null,
  };
  const backups = openBackups(ofTheFolder);
  const handlers: CallHandlers = {
    ...backups.handlers,
    ...filingCalls(engaged),
    ...intake.handlers,
    ...mappingCalls(engaged),
    ...hotFolder.handlers,
    ...connectionCalls(engaged, resolveProxy),
    ...deadlineCalls(engaged, (tables, from, to) =>
      readKnownIncidents(tables, from, to, session().health),
    ),
    ...holidayCalls(engaged, deadlineUpkeep.look),
    ...directiveCalls(engaged, directiveWork),
    ...draftCalls(engaged),
    ...drainCalls(engaged),
    ...drillCalls({ ...engaged, rehearsal, enterDrill, leaveDrill }),
    ...evidence.handlers,
    ...gatewayCalls(engaged),
    ...healthCalls(engaged),
    ...incidentCalls(engaged, () => session().health.states()),
    ...keyCalls({ ...ofTheFolder, keys: folder.keys }),
    ...rescueAtWork({
      ...engaged,
      restore: backups.handlers['restore.apply'],
      settle: backups.settle,
      key: () => folder.key,
      salvage: options.salvage,
    }),
    ...lookupCalls(engaged),
    ...pacingCalls(engaged, pacing),
    ...partCalls(engaged),
    ...program.handlers(engaged),
    ...personalCalls(engaged),
    ...privacyCalls(engaged, folder.folder),
    ...staleCalls(engaged),
    ...updateCalls(),
    ...watchCalls(engaged, watchWork),
    'sync.get': syncState,
    'practice.get': () => practice().state(),
    'practice.scenario': ({ scenario }) => {
      practice();
      session().setScenario(scenario);
      return practice().state();
    },
    'practice.consigneeReply': (of) => {
      const { pccc } =
        'pccc' in of ? of : session().store.read((t) => mismatchedPerson(t, of.id, of.person));
      return { pccc: practice().reissue(pccc) };
    },
    'office.set': (office) => {
      session().store.transaction(({ settings, journal }) => {
        settings.set('office', office);
        const at = present.now();
        const data = { declarant: office.declarant, customsOffice: office.customsOffice };
        journal.append({ at, filingId: null, before: null, kind: 'office-set', data });
      });
      changes.sync();
      return {};
    },
    'mode.set': ({ mode }) =>
      line.join(async () => {
        await enter(mode);
        deadlineUpkeep.look();
        return {};
      }),
  };

  const leaveHost = options.host?.onHint((hint) =>
    heed(hint, {
      session,
      lookAtCalendar: deadlineUpkeep.look,
      onFault: fault.reject,
    }),
  );

  const watched = watchedCalls(program.logged(handlers), (name, input) => {
    const drill = drilling();
    if (drill === null) return;
    refuseInDrill(name);
    const act = actOf(name, input, drill.clock.now());
    if (act !== null) rehearsal.note(act);
  });

  return {
    handlers: maskedCalls(watched),
    subscribe: changes.subscribe,
    ended: fault.promise,
    async stop() {
      upkeep.stop();
      deadlineUpkeep.stop();
      incidents.stop();
      directiveWork.stop();
      watchWork.stop();
      changes.stop();
      leaveHost?.();
      intake.close();
      evidence.close();
      await hotFolder.stop();
      await pacingWatch.stop();
      await program.stop();
      await backups.stop();
      await line.idle();
      const isOffice = drilling() === null;
      try {
        await rehearsal.stop();
        if (isOffice) await session().close();
      } finally {
        folder.release();
      }
    },
  };
}

async function openOrRelease<T>(folder: DataFolder, open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    folder.release();
    throw error;
  }
}

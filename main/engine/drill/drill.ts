import { mkdirSync } from 'node:fs';
import type { FilingId } from '../../../shared/filing/numbers.ts';
import { officeSchema } from '../../../shared/contract/index.ts';
import { NaruError } from '../../../shared/errors.ts';
import type { EpochMs } from '../../../shared/time.ts';
import { enqueue, type Step } from '../../outbox/index.ts';
import type { PacingSettings } from '../../outbox/policy/index.ts';
import { conductOf, type Arrival, type Script } from '../../practice/drill/index.ts';
import { draws } from '../../practice/draws.ts';
import { createPracticeCentral, type PracticeCentral } from '../../practice/index.ts';
import { openDataFolder, type DataFolder } from '../../store/index.ts';
import { checkedFiling } from '../declarations.ts';
import { openSession, type Session } from '../session.ts';
import { startDrillClock, type DrillClock, type OwnTime } from './clock.ts';
import { watchMotion, type Motion } from './motion.ts';

export interface DrillOptions {
  /** A folder of the drill's own: its database and its key are in it, and nothing else uses it. */
  folder: string;
  script: Script;
  own: OwnTime;
  pacing: PacingSettings;
  /** The computer's time, for the lock's message. */
  now: Date;
  onChange(ids: readonly FilingId[] | null): void;
  onStep(step: Step): void;
}

/** A drill (훈련) at work: its session, its central system and its clock. */
export interface Drill {
  readonly script: Script;
  readonly session: Session;
  readonly central: PracticeCentral;
  readonly clock: DrillClock;
  readonly motion: Motion;
  /** Filings that have come so far. */
  arrived(): readonly Arrival[];
  /** Whether the credentials of the moment are those that the central system asks for. */
  credentials(): 'valid' | 'expired';
  /** Puts in new credentials, as a person does who has had them renewed. */
  mend(): boolean;
  /** When the credentials were mended; `null` where they were not. */
  mendedAt(): EpochMs | null;
  /** Rejects where something ended by a fault of the program. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a drill; its clock stands until it is given a speed. It has no gateway, open API or
 * subscription but the practice central system's on this computer.
 * @throws {NaruError} as `openDataFolder` and the store
 */
export async function openDrill(options: DrillOptions): Promise<Drill> {
  const { script } = options;
  mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  const folder = openDataFolder({ folder: options.folder, owner: 'Naru drill', now: options.now });
  const motion = watchMotion();
  const clock = startDrillClock(script.startAt, motion, options.own);
  const { credentials } = script;
  let token = credentials.before;
  let mendedAt: EpochMs | null = null;
  const central = createPracticeCentral({
    seed: script.seed,
    scenario: 'calm',
    clock,
    traffic: motion,
    conduct: conductOf(script),
    pace: realPace,
  });
  try {
    await central.listen(0);
    const session = await openSession({
      folder,
      mode: 'practice',
      clock,
      random: draws(script.seed, 'engine'),
      pacing: options.pacing,
      watchOwnWord: true,
      drill: { central, token: () => token, wire: { clock, travel: motion.travel } },
      onChange: options.onChange,
      onStep: options.onStep,
      onPractice: () => {},
    });
    const leaving = new AbortController();
    const arrived: Arrival[] = [];
    const fault = Promise.withResolvers<void>();
    session.ended.catch(fault.reject);
    const events = bringIn(script, session, central, clock, leaving.signal, (arrival, ids) => {
      arrived.push(arrival);
      options.onChange(ids);
    }).catch(fault.reject);
    session.start();

    function passed(): number {
      return clock.now() - script.startAt;
    }
    return {
      script,
      session,
      central,
      clock,
      motion,
      arrived: () => arrived,
      credentials: () =>
        token === credentials.before && passed() >= credentials.expireAt ? 'expired' : 'valid',
      mend() {
        if (token === credentials.after || passed() < credentials.expireAt) return false;
        token = credentials.after;
        mendedAt = clock.now();
        session.outbox?.resume();
        session.wake();
        return true;
      },
      mendedAt: () => mendedAt,
      ended: fault.promise,
      async close() {
        leaving.abort();
        // What is on its way gets its grace in the drill's own time.
        clock.setSpeed('leaps');
        await events;
        await closeAll(session, clock, folder);
      },
    };
  } catch (error) {
    clock.stop();
    await central.close();
    folder.release();
    throw error;
  }
}

async function closeAll(session: Session, clock: DrillClock, folder: DataFolder): Promise<void> {
  try {
    await session.close();
  } finally {
    clock.stop();
    folder.release();
  }
}

const minute = 60_000;
/** Customs decides within an hour or two, not within seconds as where somebody only tries it out. */
const realPace = {
  receivedMs: [5000, 40_000],
  decisionMs: [8 * minute, 70 * minute],
  furtherMs: [60 * minute, 240 * minute],
} as const;

/** What comes in over the day, and consignees who have their codes reissued. */
async function bringIn(
  script: Script,
  { store, wake }: Session,
  central: PracticeCentral,
  clock: DrillClock,
  signal: AbortSignal,
  onArrival: (arrival: Arrival, ids: readonly FilingId[]) => void,
): Promise<void> {
  const office = officeSchema.safeParse(store.read(({ settings }) => settings.get('office')));
  if (!office.success) throw new NaruError('no-office');
  const events = [
    ...script.arrivals.map((arrival) => ({ at: arrival.at, arrival })),
    ...script.reissues.map((reissue) => ({ at: reissue.at, reissue })),
  ].toSorted((a, b) => a.at - b.at);
  for (const event of events) {
    const rest = script.startAt + event.at - clock.now();
    if (rest > 0) await clock.sleep(rest, signal);
    if (signal.aborted) return;
    if ('reissue' in event) {
      central.reissue(event.reissue.code);
      continue;
    }
    const { arrival } = event;
    const context = { office: office.data, at: clock.now(), batchId: null };
    const { added } = enqueue(store, [checkedFiling(arrival.filing)], context);
    onArrival(arrival, added);
    wake();
  }
}

import { randomInt } from 'node:crypto';
import { z } from 'zod';
import type { Office, PracticeState, Scenario } from '../../shared/contract/index.ts';
import { scenarioSchema } from '../../shared/contract/index.ts';
import type { Problem } from '../../shared/errors.ts';
import { declarantCodeSchema, type FilingId } from '../../shared/filing/numbers.ts';
import type { Mode } from '../../shared/sync/sync-state.ts';
import type { Clock, Random } from '../../shared/time.ts';
import { readGatewayUrl } from '../central/gateway-url.ts';
import { createHttpGateway, type Gateway } from '../central/index.ts';
import { directly, type Outward } from '../central/outward.ts';
import { systemAuthorities } from '../central/system-authorities.ts';
import type { Wire } from '../central/wire.ts';
import { openOutbox, type Outbox, type Step } from '../outbox/index.ts';
import type { PacingSettings } from '../outbox/policy/index.ts';
import { createPracticeCentral, type PracticeCentral } from '../practice/index.ts';
import { openKeptDeclarations, type DataFolder, type Store } from '../store/index.ts';
import { readConnection } from './connection-settings.ts';
import { describeStored, renderStored } from './declarations.ts';
import { startDrainLoop, type DrainLoop } from './drain-loop.ts';
import { openFreshness, type Freshness } from './freshness.ts';
import { storedAddress, type GatewayAddress } from './gateway-address.ts';
import { openSessionHealth, type SessionHealth } from './health.ts';
import { readNoticePlaces } from './notice-places.ts';
import type { HostLine } from './host-line.ts';
import { openOutward } from './outward.ts';
import { pacingOfSetting, readPacingSetting, refusalOf } from './pacing-setting.ts';
import { pacingOf } from './pacing-of-address.ts';
import { realGateway } from './real-gateway.ts';
import { userAgent } from './user-agent.ts';

const practiceSchema = z.object({ seed: z.number().int(), scenario: scenarioSchema });

export interface SessionOptions {
  folder: DataFolder;
  mode: Mode;
  clock: Clock;
  random: Random;
  /** What holds where the office has chosen nothing. */
  pacing: PacingSettings;
  /** The last word over what was chosen, e.g. of a drill. */
  override?: (pacing: PacingSettings) => PacingSettings;
  /** Instead of the address that is stored. */
  gateway?: GatewayAddress;
  watchOwnWord: boolean;
  /** A drill (훈련) in practice mode: the only destination there is. */
  drill?: DrillPlaces;
  onChange(ids: readonly FilingId[] | null): void;
  onStep(step: Step): void;
  onPractice(state: PracticeState): void;
  /** A channel's state changed. */
  onHealth?(): void;
  /** Asks the system for its proxies; absent or `null`: the host cannot. */
  resolveProxy?: HostLine['resolveProxy'];
}

/** What stands in for the world in a drill. */
export interface DrillPlaces {
  /** Listens already; the session closes it. */
  central: PracticeCentral;
  /** The credentials of the moment. */
  token(): string | null;
  wire: Wire;
}

/** One open database with its outbox, at work: practice or real, never both. */
export interface Session {
  readonly mode: Mode;
  readonly store: Store;
  /** `null` where no gateway address is set. */
  readonly outbox: Outbox | null;
  readonly practice: PracticeCentral | null;
  /** The open API, and what is looked after by it. */
  readonly freshness: Freshness;
  /** How each channel to the central system is. */
  readonly health: SessionHealth;
  /** What was set up wrong, and is done without; `null` where nothing is. */
  readonly problem: Problem | null;
  /** The pacing at work. */
  readonly pacing: Readonly<PacingSettings>;
  /**
   * Lets the outbox have the pacing that is chosen now. What is on its way stays on its way, and a
   * wait that has been drawn is kept.
   */
  repace(): void;
  /** Begins to send. */
  start(): void;
  wake(): void;
  /** Begins nothing new for so long, in milliseconds; 0: goes on. */
  hold(ms: number): void;
  /** How connections leave this computer. */
  readonly outward: Outward;
  /** Rejects where the drain loop ended by a fault of the program. */
  readonly ended: Promise<void>;
  setScenario(scenario: Scenario): void;
  close(): Promise<void>;
}

function outwardOf(
  { resolveProxy = null }: SessionOptions,
  store: Store,
  address: GatewayAddress | null,
): Outward {
  return openOutward({
    settings: store.read(readConnection),
    gateway: address?.is === 'http' ? readGatewayUrl(address.url) : null,
    resolveProxy,
    authorities: systemAuthorities,
  });
}

/** How long the end waits for an answer that is on its way, in milliseconds. */
const graceMs = 3000;

const practiceOffice: Office = {
  declarant: declarantCodeSchema.parse('ZZ999'),
  name: '연습 관세사무소',
  customsOffice: '040C1',
};

/** @throws {NaruError} as the store */
export async function openSession(options: SessionOptions): Promise<Session> {
  const { folder, mode, clock } = options;
  const store = folder.openStore(mode);
  const kept = openKeptDeclarations(folder.folder, mode, store.key);
  let practice: PracticeCentral | null = null;
  try {
    const { drill } = options;
    if (drill !== undefined && mode === 'practice') practice = openDrillCentral(drill, store);
    else if (mode === 'practice') practice = await openPractice(options, store);
    const address =
      options.gateway ?? storedAddress(store.read(({ settings }) => settings.get('gateway')));
    const outward = practice === null ? outwardOf(options, store, address) : directly;
    const sending: { outbox: Outbox | null } = { outbox: null };
    const health = openSessionHealth({
      store,
      clock,
      random: options.random,
      address: practice === null ? address : null,
      isPractice: practice !== null,
      outward,
      mayConnect: () => clock.now() >= (sending.outbox?.gate.state().notBefore ?? 0),
      onChange: () => options.onHealth?.(),
    });
    const freshness = openFreshness({
      store,
      clock,
      random: options.random,
      userAgent,
      practiceUrl: practice?.state().url ?? null,
      outward,
      onAsked: health.asked,
      ...(drill === undefined ? {} : { wire: drill.wire }),
    });
    const noticePlaces = readNoticePlaces(folder.folder);
    const gateway =
      practice !== null
        ? reach(practice, drill)
        : address === null
          ? null
          : realGateway({
              address,
              store,
              clock,
              userAgent,
              outward,
              cargoTells: freshness.cargoTells,
              places: noticePlaces.places,
            });
    let refused: Problem | null = null;
    const pace = () => {
      const setting = store.read(readPacingSetting);
      refused = refusalOf(setting);
      const chosen = pacingOfSetting(setting, options.pacing, clock.now()).settings;
      const pacing = options.override?.(chosen) ?? chosen;
      // A drill shows what the real pacing does.
      if (drill !== undefined) return { ...pacing };
      return pacingOf(practice === null ? address : null, pacing);
    };
    // One object for the outbox's whole life: its values change, so nothing need be opened again.
    const pacing = pace();
    const outbox =
      gateway === null
        ? null
        : openOutbox({
            store,
            gateway,
            clock,
            random: options.random,
            settings: pacing,
            render: renderStored,
            describe: describeStored,
            kept: (no, part, digest) => kept.of(no, part, digest),
            readiness: freshness.readiness,
            onChange: options.onChange,
            onMeasured: health.measured,
            watchOwnWord: options.watchOwnWord,
          });
    sending.outbox = outbox;
    const repace = (): void => void Object.assign(pacing, pace());
    const paced = { pacing, repace };
    const problem = () => noticePlaces.problem ?? refused;
    return sessionOf(
      options,
      store,
      outbox,
      practice,
      { freshness, health, outward },
      problem,
      paced,
      kept.close,
    );
  } catch (error) {
    await practice?.close();
    store.close();
    throw error;
  }
}

function sessionOf(
  { mode, clock, onStep, onChange }: SessionOptions,
  store: Store,
  outbox: Outbox | null,
  practice: PracticeCentral | null,
  { freshness, health, outward }: Pick<Session, 'freshness' | 'health' | 'outward'>,
  problem: () => Problem | null,
  { pacing, repace }: Pick<Session, 'pacing' | 'repace'>,
  leaveKept: () => void,
): Session {
  const fault = Promise.withResolvers<void>();
  let loop: DrainLoop | null = null;
  return {
    mode,
    store,
    outbox,
    practice,
    freshness,
    health,
    get problem() {
      return problem();
    },
    pacing,
    repace() {
      repace();
      loop?.wake();
    },
    start() {
      health.start(fault.reject);
      if (outbox === null || loop !== null) return;
      loop = startDrainLoop(outbox, clock, onStep);
      loop.ended.catch(fault.reject);
      freshness.start({
        onChange(ids) {
          onChange(ids);
          loop?.wake();
        },
        onFault: fault.reject,
      });
    },
    wake: () => loop?.wake(),
    hold: (ms) => loop?.hold(ms),
    outward,
    ended: fault.promise,
    setScenario(scenario) {
      if (practice === null) return;
      practice.setScenario(scenario);
      const { seed } = practice.state();
      store.transaction(({ settings }) => settings.set('practice', { seed, scenario }));
    },
    async close() {
      try {
        await loop?.stop(graceMs);
      } catch {
        // A loop that failed has told so by `ended`; the rest is closed all the same.
      }
      await freshness.stop();
      await health.stop();
      try {
        await practice?.close();
      } finally {
        leaveKept();
        store.close();
      }
    },
  };
}

function openDrillCentral({ central }: DrillPlaces, store: Store): PracticeCentral {
  store.transaction(({ settings }) => settings.set('office', practiceOffice));
  return central;
}

async function openPractice(options: SessionOptions, store: Store): Promise<PracticeCentral> {
  const saved = practiceSchema.safeParse(store.tables.settings.get('practice'));
  const { seed, scenario } = saved.success
    ? saved.data
    : { seed: randomInt(1, 1_000_000), scenario: 'calm' as const };
  store.transaction(({ settings }) => {
    settings.set('practice', { seed, scenario });
    if (settings.get('office') === null) settings.set('office', practiceOffice);
  });
  const practice = createPracticeCentral({
    seed,
    scenario,
    clock: options.clock,
    store: options.folder.practiceLedger,
  });
  practice.onChange(() => options.onPractice(practice.state()));
  await practice.listen(0);
  return practice;
}

/** The practice central system has another port each time; its pacing goes on all the same. */
function reach(practice: PracticeCentral, drill: DrillPlaces | undefined): Gateway {
  const gateway = createHttpGateway({
    baseUrl: practice.state().url,
    token: drill === undefined ? () => null : drill.token,
    userAgent,
    ...(drill === undefined ? {} : { wire: drill.wire }),
  });
  return { ...gateway, destination: 'practice' };
}

import type { KeyObject } from 'node:crypto';
import { NaruError, type Problem } from '../../../shared/errors.ts';
import type { CallHandlers } from '../../../shared/port/index.ts';
import type { UpdateCallName } from '../../../shared/contract/updates.ts';
import type { Clock, Random } from '../../../shared/time.ts';
import type { UpdateSettings, UpdateState, UpdateView } from '../../../shared/updates.ts';
import { readUpdateAddress } from '../../updates/address.ts';
import { holdsInstall, type EngineSeen } from '../../updates/holds.ts';
import type { KeptUpdates } from '../../updates/kept.ts';
import { judgeRelease, type Release } from '../../updates/release.ts';
import { readUpdateKey } from '../../updates/signature.ts';
import type { UpdateSource } from './source.ts';

export interface FollowOptions {
  /** The version that runs. */
  version: string;
  /** `null` in an installation that cannot be replaced. */
  source: UpdateSource | null;
  kept: KeptUpdates;
  /** Keys that this program was built with; the office's own counts where there is none. */
  builtInKeys: readonly string[];
  clock: Clock;
  random: Random;
  onState(state: UpdateState): void;
  /** Ends the program in good order; `beforeEnd` is asked on the way. */
  end(): void;
}

export interface Updates {
  handlers: Pick<CallHandlers, UpdateCallName>;
  takeEngine(seen: EngineSeen): void;
  /** To be called before the engine is stopped: what was in flight then is not cut off. */
  beforeEnd(): void;
  /**
   * To be called when the engine has stopped; installs where that is due. Never rejects.
   * @returns whether the system ends the program by itself now
   */
  atEnd(): Promise<boolean>;
  stop(): void;
}

const minute = 60_000;
const hour = 60 * minute;

/** Looks for new versions, fetches one and installs it when nothing is cut off by it. */
export function followUpdates(options: FollowOptions): Updates {
  const { source, kept, clock, random } = options;
  const stopping = new AbortController();
  let engine: EngineSeen = { is: 'starting' };
  let state: UpdateState = { is: 'idle' };
  let ready: Release | null = null;
  let isLooking = false;
  let isWanted = false;
  let isDue = false;

  const keysIn = (settings: UpdateSettings): readonly string[] =>
    options.builtInKeys.length > 0
      ? options.builtInKeys
      : settings.publicKey === ''
        ? []
        : [settings.publicKey];

  function offBecause(): UpdateState | null {
    if (source === null) return { is: 'off', why: 'not-installed' };
    if (kept.settings.address === '') return { is: 'off', why: 'no-address' };
    return keysIn(kept.settings).length === 0 ? { is: 'off', why: 'no-key' } : null;
  }
  function present(): UpdateState {
    if (ready !== null && source !== null)
      return {
        is: 'ready',
        version: ready.version,
        holds: holdsInstall(engine),
        atEnd: source.atEnd,
      };
    return offBecause() ?? (state.is === 'off' ? { is: 'idle' } : state);
  }
  const view = (): UpdateView => ({
    version: options.version,
    settings: kept.settings,
    keyIsBuiltIn: options.builtInKeys.length > 0,
    state: present(),
  });
  let told = JSON.stringify(present());
  function tell(): void {
    const now = present();
    const text = JSON.stringify(now);
    if (text === told) return;
    told = text;
    options.onState(now);
  }
  function move(next: UpdateState): void {
    state = next;
    tell();
  }

  async function look(): Promise<void> {
    if (source === null || isLooking || ready !== null || offBecause() !== null) return;
    isLooking = true;
    const followed = kept.settings;
    const { address, channel } = followed;
    const keys: KeyObject[] = [];
    try {
      for (const key of keysIn(followed)) keys.push(readUpdateKey(key));
      move({ is: 'looking' });
      const release = await source.look(address, channel, keys);
      const judged = judgeRelease(release, options.version, kept.turn);
      const at = clock.now();
      if (judged === 'current') return move({ is: 'current', at });
      const { version } = release;
      if (judged === 'not-yet') return move({ is: 'not-yet', version, at });
      move({ is: 'fetching', version, percent: 0 });
      await source.fetch(release, address, (percent) =>
        move({ is: 'fetching', version, percent: Math.floor(percent) }),
      );
      // Meanwhile the office may follow another server, or none, or believe another key.
      if (followsOther(followed, kept.settings)) return move({ is: 'idle' });
      ready = release;
      tell();
    } catch (error) {
      move({ is: 'refused', problem: problemOf(error), at: clock.now() });
    } finally {
      isLooking = false;
    }
  }

  /** Offices that start together do not ask together. */
  async function run(): Promise<void> {
    let restMs = minute * (1 + 9 * random());
    while (!stopping.signal.aborted) {
      await clock.sleep(restMs, stopping.signal);
      if (stopping.signal.aborted) return;
      if (kept.settings.automatic) await look();
      restMs = 6 * hour * (0.75 + random() / 2);
    }
  }
  if (source !== null) void run();

  return {
    handlers: {
      'updates.get': view,
      'updates.set': (wanted) => {
        if (wanted.address !== '') readUpdateAddress(wanted.address);
        if (wanted.publicKey !== '') readUpdateKey(wanted.publicKey);
        const before = kept.settings;
        kept.keep(wanted);
        const isOther = followsOther(before, wanted);
        // What came from another server, or under another key, is not installed any more.
        if (isOther) ready = null;
        move(isOther ? { is: 'idle' } : state);
        return view();
      },
      'updates.look': async () => {
        await look();
        return view();
      },
      'updates.install': () => {
        const now = present();
        if (now.is !== 'ready') throw new NaruError('update-nothing-ready');
        const [hold] = now.holds;
        if (hold !== undefined) throw new NaruError('update-held', { why: hold });
        isWanted = true;
        options.end();
        return {};
      },
    },
    takeEngine(seen) {
      engine = seen;
      if (ready !== null) tell();
    },
    beforeEnd() {
      const now = present();
      isDue = now.is === 'ready' && now.holds.length === 0 && (now.atEnd || isWanted);
    },
    async atEnd() {
      if (!isDue || source === null) return false;
      try {
        return (await source.install(isWanted)) === 'system-ends';
      } catch (error) {
        // The program ends all the same; it is told at the next start, when it is fetched again.
        move({ is: 'refused', problem: problemOf(error), at: clock.now() });
        return false;
      }
    },
    stop: () => stopping.abort(),
  };
}

/** Whether what was found by the one is nothing to the other. */
const followsOther = (one: UpdateSettings, other: UpdateSettings): boolean =>
  one.address !== other.address ||
  one.channel !== other.channel ||
  one.publicKey !== other.publicKey;

function problemOf(error: unknown): Problem {
  if (error instanceof NaruError) return error.problem;
  const detail = error instanceof Error ? error.message.slice(0, 200) : '';
  return { code: 'update-failed', params: { detail } };
}

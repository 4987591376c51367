import type { Random } from '../../../shared/time.ts';
import type { Lane } from '../ledger-checker.ts';
import { between, pick, type Chance } from './chance.ts';
import type { Weather, WeatherWatch } from './weather.ts';

/** What happens to a request on its way. */
export interface Fate {
  /** The way there, in milliseconds; the limits are counted at its end. */
  there: number;
  takes: number;
  meets:
    | 'work'
    | 'no-connection'
    | 'busy'
    | 'lost-before'
    | 'lost-after'
    | 'silence'
    | 'not-allowed';
}

/** What becomes of requests, by the weather and by this seed's faults. */
export interface Fates {
  of(lane: Lane): Fate;
  /** Milliseconds that a busy system asks for; `null` where it asks for nothing. */
  retryAfter(): number | null;
}

export function drawnFates(weather: WeatherWatch, chance: Chance, random: Random): Fates {
  function fateOf(lane: Lane): Fate {
    const now = weather.now();
    const [least, most] = now.takes;
    const late = chance.fault('late-answer', 0.05) ? between(random, 5000, 120_000) : 0;
    return {
      there: between(random, ...now.there),
      takes: between(random, least, most) + late,
      meets: meetsIn(now, lane),
    };
  }

  function meetsIn(now: Weather, lane: Lane): Fate['meets'] {
    const drawn = random();
    let from = 0;
    const isIn = (share: number): boolean => {
      const is = drawn >= from && drawn < from + share;
      from += share;
      return is;
    };
    if (isIn(now.noConnection) || chance.fault('not-sent', 0.05)) return 'no-connection';
    if (isIn(now.busy) || chance.fault('busy', 0.05)) return 'busy';
    if (isIn(now.lost)) return pick(random, ['lost-before', 'lost-after'] as const);
    if (isIn(now.silent) || chance.fault('silence', 0.03)) return 'silence';
    if (lane === 'inquiries' && chance.fault('inquiry-lost', 0.3)) return 'lost-after';
    if (lane === 'notices' && chance.fault('notices-lost', 0.3)) return 'lost-after';
    if (chance.fault('lost-before', 0.05)) return 'lost-before';
    if (chance.fault('lost-after', 0.05)) return 'lost-after';
    return chance.fault('not-allowed', 0.003) ? 'not-allowed' : 'work';
  }

  function retryAfter(): number | null {
    if (chance.fault('long-retry-after', 0.02))
      return Math.round(between(random, 60_000, 3_600_000));
    return chance.fault('retry-after', 0.5) ? Math.round(between(random, 1000, 600_000)) : null;
  }

  return { of: fateOf, retryAfter };
}

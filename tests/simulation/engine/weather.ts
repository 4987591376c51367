import type { Random } from '../../../shared/time.ts';
import { between, pick, type Chance } from './chance.ts';

/** How the central system and the way to it are for a while. */
export interface Weather {
  name: string;
  /** Milliseconds of the way there, from and to; the limits are counted at its end. */
  there: readonly [number, number];
  /** Milliseconds that a request takes there. */
  takes: readonly [number, number];
  /** Requests that are worked on at once; what is beyond is turned away. */
  capacity: number;
  /** Shares of the requests that meet with this. */
  busy: number;
  noConnection: number;
  lost: number;
  silent: number;
}

const fine: Weather = {
  name: 'fine',
  there: [3, 300],
  takes: [40, 400],
  capacity: 40,
  busy: 0,
  noConnection: 0,
  lost: 0,
  silent: 0,
};
/** As it is at night: an office can go as fast as it is allowed to. */
const swift: Weather = { ...fine, name: 'swift', there: [2, 20], takes: [2, 30] };
const bad: readonly Weather[] = [
  { ...fine, name: 'slow', takes: [800, 12_000], capacity: 10 },
  {
    ...fine,
    name: 'brownout',
    takes: [200, 20_000],
    capacity: 4,
    busy: 0.6,
    lost: 0.1,
    silent: 0.05,
  },
  { ...fine, name: 'narrow', capacity: 1, busy: 0.1 },
  { ...fine, name: 'dead', noConnection: 1 },
  { ...fine, name: 'silent', silent: 1 },
  { ...fine, name: 'failing', takes: [10, 200], lost: 0.9 },
  { ...fine, name: 'turning away', takes: [5, 50], busy: 1 },
];

export interface WeatherWatch {
  now(): Weather;
  /** Fine from now on. */
  calm(): void;
}

/** The weather changes every few minutes or hours, where this seed has any. */
export function changingWeather(
  later: (ms: number, work: () => void) => void,
  chance: Chance,
  random: Random,
): WeatherWatch {
  const good = random() < 0.4 ? swift : fine;
  let weather = good;
  let isCalm = false;
  function change(): void {
    if (isCalm) return;
    weather = chance.fault('bad-weather', 0.6) ? pick(random, bad) : good;
    later(between(random, 20_000, 4 * 3_600_000), change);
  }
  change();
  return {
    now: () => weather,
    calm() {
      isCalm = true;
      weather = good;
    },
  };
}

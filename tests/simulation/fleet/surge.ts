import type { Phase, Scenario } from './scenario.ts';

/*
 * The surge of December 2025. After a leak of data hundreds of thousands of people a day had their
 * personal customs number reissued, on the servers that also take declarations. Known are the
 * reissues of each day and when the service was slow, unreachable and well again; how they spread
 * over the day and what one of them costs is assumed:
 *
 * - The day's reissues are spread over its hours by `reissuesByHour`.
 * - One reissue costs as much as seven declarations (logging in, proof of identity, forms, and the
 *   tries that fail). With seven, the servers have just enough to do at 13:00 on the second day,
 *   which is when they were reported to be slow.
 * - What reissues take of the capacity of 60 requests a second is not there for declarations.
 */

const capacity = 60;
const declarationsPerReissue = 7;
/** On the sixth day until nine the reissues go on as on the fifth: no number is known. */
const reissuesByDay = [123_302, 298_742, 339_274, 203_087, 166_950, 166_950];

/** Share of a day's reissues in each hour, in percent. */
const reissuesByHour = [
  1.5, 0.8, 0.5, 0.4, 0.4, 0.6, 1.4, 2.8, 4.6, 6.2, 6.8, 6.9, 7.2, 7.4, 7.2, 7, 6.8, 6.2, 5.4, 5,
  4.8, 4.4, 3.6, 2.1,
];

/** Declarations entered in each hour of a working day, as a share of the busiest. */
const declarationsByHour = [
  0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.04, 0.1, 0.4, 0.9, 1, 1, 0.6, 0.95, 1, 1, 1, 0.8, 0.4, 0.2,
  0.12, 0.08, 0.05, 0.03,
];
const sunday = 0.1;
/** Whatever happens, this share of the capacity reaches the declarations while the servers live. */
const leastShare = 0.02;

/** From 16:00 to 19:00 on the third day nobody got through at times. */
const unreachable = { day: 2, from: 16, until: 19, hours: 1 / 3 };
/** At nine on the sixth day the reissues got a system of their own; it took twenty minutes. */
const relief = { day: 5, hour: 9, slowHours: 1 / 3, slowHealth: 0.5 };

export const surge: Scenario = {
  id: 'surge',
  title: 'The surge of December 2025',
  about:
    'Six days from Sunday, 30 November: 123,302, 298,742, 339,274, 203,087 and 166,950 people a day have their customs number reissued on the servers that also take declarations, instead of a few hundred. Slow from 13:00 on the second day, unreachable at times after 16:00 on the third; from 09:00 on the sixth day the reissues have a system of their own. The reissues are spread over the day, and one is taken to cost as much as seven declarations. Brokers enter most declarations in office hours.',
  offices: 30_000,
  capacity,
  demand: 20,
  urgent: 0.1,
  rejectionCost: 0.1,
  phases: phases(),
};

function phases(): Phase[] {
  const list: Phase[] = [];
  for (const [day, reissues] of reissuesByDay.entries())
    for (let hour = 0; hour < 24; hour += 1) {
      const demand = (declarationsByHour[hour] ?? 0) * (day === 0 ? sunday : 1);
      const load = (reissues * (reissuesByHour[hour] ?? 0)) / 100 / 3600;
      const health = Math.max(leastShare, 1 - (load * declarationsPerReissue) / capacity);
      const name = `day ${day + 1}, ${hour}:00`;
      const isRelieved = day > relief.day || (day === relief.day && hour >= relief.hour);
      if (isRelieved) {
        const slow = { name, hours: relief.slowHours, health: relief.slowHealth, demand };
        const isFirst = hour === relief.hour;
        if (isFirst) list.push(slow);
        list.push({ name, hours: isFirst ? 1 - relief.slowHours : 1, health: 1, demand });
      } else if (day === unreachable.day && hour >= unreachable.from && hour < unreachable.until) {
        const dead = { name, hours: unreachable.hours, health: 0, demand };
        list.push(dead, { name, hours: 1 - unreachable.hours, health, demand });
      } else list.push({ name, hours: 1, health, demand });
    }
  return list;
}

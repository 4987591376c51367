import { z } from 'zod';
import type { Channel } from '../sync/channels.ts';
import type { Incident } from '../sync/incidents.ts';
import {
  addDays,
  civilDateSchema,
  epochMs,
  epochMsSchema,
  type CivilDate,
  type EpochMs,
} from '../time.ts';
import { passedDaySchema, type Holidays } from './holidays.ts';

/**
 * From one deadline to the next that 관세법 제8조제4항 may make of it: the day after the day of the
 * recovery. That 제8조제3항 moves that day on as well is plausible, and no ruling says so.
 */
export const extensionStepSchema = z.strictObject({
  deadline: civilDateSchema,
  incidents: z.array(z.number().int().positive()).min(1),
  recoveredAt: epochMsSchema,
  /** The day after the recovery's. */
  next: civilDateSchema,
  /** Days that do not count, over which it moved on. */
  passed: z.array(passedDaySchema),
  due: civilDateSchema,
});
export type ExtensionStep = z.output<typeof extensionStepSchema>;

export interface ExtensionQuestion {
  deadline: CivilDate;
  incidents: readonly Incident[];
  holidays: Holidays;
  now: EpochMs;
  /** When the filing was tried. */
  attempts?: readonly EpochMs[];
  /** Channels that were measured as working during an incident, by its id; absent: not known. */
  working?: ReadonlyMap<number, readonly Channel[]>;
}

/** When a Korean day begins, and when it is over. */
export const startOf = (day: CivilDate): EpochMs => epochMs(Date.parse(`${day}T00:00:00+09:00`));
export const endOf = (day: CivilDate): EpochMs => startOf(addDays(day, 1));

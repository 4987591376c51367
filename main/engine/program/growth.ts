import { z } from 'zod';
import { civilDateSchema, daysBetween, type CivilDate } from '../../../shared/time.ts';
import type { Tables } from '../../store/index.ts';

const sizesSchema = z.array(z.object({ day: civilDateSchema, bytes: z.number() }));
/** The database's size on each day, the oldest first. */
export type Sizes = z.output<typeof sizesSchema>;

/** So many days tell the pace. */
const mostDays = 30;

export function readSizes({ settings }: Pick<Tables, 'settings'>): Sizes {
  const stored = sizesSchema.safeParse(settings.get('sizes'));
  return stored.success ? stored.data : [];
}

/** Notes the size of a day, once; within the caller's transaction. */
export function noteSize(tables: Pick<Tables, 'settings'>, day: CivilDate, bytes: number): void {
  const sizes = readSizes(tables).filter((each) => each.day < day);
  tables.settings.set('sizes', [...sizes, { day, bytes }].slice(-mostDays));
}

/** Bytes a day, over the days that are known; `null` while it is one. */
export function growthPerDay(sizes: Sizes): number | null {
  const [first, last] = [sizes[0], sizes.at(-1)];
  if (first === undefined || last === undefined) return null;
  const days = daysBetween(first.day, last.day);
  return days < 1 ? null : Math.round((last.bytes - first.bytes) / days);
}

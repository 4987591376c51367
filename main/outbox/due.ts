import { dueBy } from '../../shared/deadlines/count.ts';
import type { CivilDate } from '../../shared/time.ts';
import { readHolidays, type StoredFiling, type Tables } from '../store/index.ts';
import type { Deadline } from './freeze.ts';

/** The day to file by, counted by the office's holidays where it goes by law. */
export function dueDay(tables: Tables, { deadline, basis }: Deadline): CivilDate | null {
  return basis?.by === 'law' ? dueBy(basis, readHolidays(tables)) : deadline;
}

/**
 * The deadline of a filing whose declaration is another one now. One that a person entered stays
 * where no other is entered, and so does a day of arrival that the cargo's progress told.
 */
export function deadlineAfter(
  tables: Tables,
  filing: Pick<StoredFiling, 'deadline' | 'basis'>,
  next: Deadline,
): Required<Deadline> {
  const isTold = filing.basis?.by === 'law' && filing.basis.told === 'cargo';
  const kept = next.deadline === null && (next.basis ?? null) === null && isTold;
  const { deadline, basis } = kept ? filing : next;
  return { deadline: dueDay(tables, { deadline, basis: basis ?? null }), basis: basis ?? null };
}

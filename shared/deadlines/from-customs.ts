import type { DeclarationKind } from '../filing/numbers.ts';
import type { CustomsState } from '../filing/states.ts';
import type { CivilDate } from '../time.ts';
import { countPeriod } from './count.ts';
import type { Holidays } from './holidays.ts';

/** A word of customs, as far as a deadline goes by it. */
export interface CustomsWord {
  kind: DeclarationKind;
  /** Customs' state after it. */
  customs: CustomsState;
  /** The Korean day on which customs said it. */
  on: CivilDate;
  /** The day that customs itself named (보완기한, 적재의무기한). */
  named: CivilDate | null;
}

/** A deadline that begins when customs has a declaration. */
export interface CustomsDeadline {
  rule: 'supplement' | 'export-loading';
  from: CivilDate;
  due: CivilDate;
  /** Whether customs named the day; then nothing moves it. */
  isNamed: boolean;
}

/**
 * The deadline that a word of customs begins: the day that a request for a supplement names
 * (관세법 제249조), or 30 days from the release of an export to load it (제251조제1항). `null` where it
 * begins none.
 */
export function deadlineFrom(word: CustomsWord, holidays: Holidays): CustomsDeadline | null {
  const { kind, customs, on: from, named } = word;
  if (customs === 'documents-required')
    return named === null ? null : { rule: 'supplement', from, due: named, isNamed: true };
  if (kind !== 'export' || customs !== 'released') return null;
  const counted = countPeriod({ rule: 'export-loading', from, event: 'released' }, holidays);
  return { rule: 'export-loading', from, due: named ?? counted.due, isNamed: named !== null };
}

/** Deadlines that have no more to be met once customs says this. */
export function endedBy(customs: CustomsState): readonly CustomsDeadline['rule'][] {
  switch (customs) {
    case 'withdrawn':
    case 'rejected':
      return ['supplement', 'export-loading'];
    case 'documents-required':
      return [];
    default:
      return ['supplement'];
  }
}

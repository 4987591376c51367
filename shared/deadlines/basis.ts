import { z } from 'zod';
import { civilDateSchema, type CivilDate } from '../time.ts';
import { startEventSchema, type StartEvent } from './rules.ts';

/** What the day to file a declaration by rests on. */
export type DeadlineBasis =
  /** A person entered the day: no rule moves it. */
  | { readonly by: 'person' }
  | {
      readonly by: 'law';
      readonly rule: 'import-declaration' | 'instant-release';
      readonly from: CivilDate;
      readonly event: StartEvent;
      /** Who told the day from which it counts. */
      readonly told: 'declared' | 'cargo';
    };

export const enteredByPerson: DeadlineBasis = { by: 'person' };

const partsSchema = z.tuple([
  z.enum(['import-declaration', 'instant-release']),
  civilDateSchema,
  startEventSchema,
  z.enum(['declared', 'cargo']),
]);

/** As it is kept: `person`, or rule, day, event and teller with spaces between. */
export function basisText(basis: DeadlineBasis): string {
  if (basis.by === 'person') return basis.by;
  return [basis.rule, basis.from, basis.event, basis.told].join(' ');
}

/** `null` where nothing, or nothing that is known, is kept. */
export function readBasis(text: string | null): DeadlineBasis | null {
  if (text === null) return null;
  if (text === 'person') return enteredByPerson;
  const parts = partsSchema.safeParse(text.split(' '));
  if (!parts.success) return null;
  const [rule, from, event, told] = parts.data;
  return { by: 'law', rule, from, event, told };
}

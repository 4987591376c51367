import type { Fault, Request } from './told.ts';

/** Sendings: each kind of answer comes early, and in every run. */
const ofSendings: readonly Fault[] = [
  'none',
  'lost-after',
  'busy',
  'none',
  'lost-before',
  'pending',
  'none',
  'refused',
  'not-sent',
  'none',
  'retry-after',
  'lost-after',
];
const ofOthers: readonly Fault[] = ['none', 'none', 'none', 'lost-after', 'none', 'busy', 'none'];

/** What happens to each request: every kind of answer in turn, beginning anywhere. */
export function faultPlan(random: () => number): (request: Request) => Fault {
  let sendings = Math.floor(random() * ofSendings.length);
  let others = Math.floor(random() * ofOthers.length);
  return ({ do: what }) => {
    if (what === 'submit') {
      sendings += 1;
      return ofSendings[sendings % ofSendings.length] ?? 'none';
    }
    others += 1;
    return ofOthers[others % ofOthers.length] ?? 'none';
  };
}

/** So sure is a run to be no chance: one in so many, for a stop and for its end. */
const stopChance = 1e-4;
const deadChance = 1e-2;
const cleanChance = 5e-3;

/** How many failures in a row are no chance where this share fails anyway. */
export const runOfFailures = (share: number): number => runFor(stopChance, share);
/** The same, where there was no success for long. */
export const longRunOfFailures = (share: number): number => runFor(deadChance, share);
/** How many successes in a row are no chance where this share fails. */
export const runOfSuccesses = (share: number): number => runFor(cleanChance, 1 - share);

function runFor(chance: number, share: number): number {
  const bounded = Math.min(0.95, Math.max(0.01, share));
  return Math.ceil(Math.log(chance) / Math.log(bounded));
}

/** The share of failures that is certain from so few: Wilson's lower bound, one-sided 99 %. */
export function certainShare(ill: number, total: number): number {
  if (total === 0) return 0;
  const z2 = 2.326 ** 2;
  const share = ill / total;
  const spread = Math.sqrt(z2 * (share * (1 - share)) * total + (z2 * z2) / 4);
  return (ill + z2 / 2 - spread) / (total + z2);
}

/** Weight of one outcome in the share of failures of other times. */
const weight = 1 / 50;

/** The share after a run of failures and a success. */
export function shareAfter(share: number, failures: number): number {
  return (1 - (1 - share) * (1 - weight) ** failures) * (1 - weight);
}

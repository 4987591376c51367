import { checkedFiling } from '../../main/engine/declarations.ts';
import type { CheckedFiling } from '../../main/outbox/index.ts';
import { officeSchema } from '../../shared/contract/index.ts';
import { practiceFilings } from '../../shared/documents/index.ts';
import { addDays, civilDate } from '../../shared/time.ts';

export const office = officeSchema.parse({ declarant: '12345', name: 'B', customsOffice: '04010' });

const today = civilDate('2026-11-23');
const samples = practiceFilings({ count: 500, seed: 11, today }).map(checkedFiling);

/** The n-th of any number of filings: real in kind and size, each with a reference of its own. */
export function sampleFiling(n: number): CheckedFiling {
  const sample = samples[n % samples.length];
  if (sample === undefined) throw new RangeError('no samples');
  return {
    ...sample,
    reference: `B-${n}`,
    deadline: addDays(today, (n * 7) % 40),
    basis: { by: 'person' },
  };
}

/** Mean size of a stored declaration, in bytes. */
export const meanBytes = Math.round(
  samples.reduce((sum, { declaration }) => sum + JSON.stringify(declaration).length, 0) /
    samples.length,
);

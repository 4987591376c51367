import { z } from 'zod';
import type { Readiness, Ready } from '../../main/outbox/index.ts';
import type { StoredFiling } from '../../main/store/index.ts';
import type { StaleFinding } from '../../shared/filing/stale.ts';
import { civilDate } from '../../shared/time.ts';

/** What the next look finds. */
export const looks = ['ready', 'not-checked', 'stale', 'recomputed', 'slow'] as const;
export type LookFinds = (typeof looks)[number];

export interface ModelReadiness extends Readiness {
  next: LookFinds;
  /** Happens once while the next look is on its way. */
  during: () => void;
  readonly looks: number;
  readonly announced: number;
}

const rateFinding: StaleFinding = {
  is: 'exchange-rate',
  currency: 'USD',
  before: '1380.5',
  after: '1391.2',
  from: civilDate('2026-11-29'),
};

/** Looks that find what a test wants, once; else all is well. */
export function modelReadiness(accepted: (filing: StoredFiling) => boolean): ModelReadiness {
  let count = 0;
  let announced = 0;
  let next: LookFinds = 'ready';
  let during: () => void = nothing;

  async function find(
    filing: StoredFiling,
    declaration: unknown,
    finds: LookFinds,
  ): Promise<Ready> {
    // A slow one answers after many turns of the loop.
    const turns = finds === 'slow' ? 4 : 0;
    for (let turn = 0; turn < turns; turn += 1)
      await new Promise((resolve) => setImmediate(resolve));
    const proposal = { ...z.looseObject({}).parse(declaration), traderReference: `R${count}` };
    switch (finds) {
      case 'stale':
        if (accepted(filing))
          return {
            is: 'ready',
            notes: [{ check: 'exchange-rate', result: 'accepted', why: null }],
          };
        return { is: 'stale', findings: [rateFinding], proposal };
      case 'recomputed':
        return { is: 'recomputed', declaration: proposal, findings: [rateFinding], notes: [] };
      case 'not-checked':
        return { is: 'ready', notes: [{ check: 'pccc', result: 'not-checked', why: 'timeout' }] };
      default:
        return { is: 'ready', notes: [{ check: 'pccc', result: 'holds', why: null }] };
    }
  }

  return {
    set next(value: LookFinds) {
      next = value;
    },
    get next() {
      return next;
    },
    set during(value: () => void) {
      during = value;
    },
    get during() {
      return during;
    },
    get looks() {
      return count;
    },
    get announced() {
      return announced;
    },
    async look(filing, declaration) {
      count += 1;
      const finds = next;
      next = 'ready';
      const happening = during;
      during = nothing;
      const found = await find(filing, declaration, finds);
      happening();
      return found;
    },
    ahead(waiting) {
      announced += waiting.length;
    },
  };
}

function nothing(): void {
  // Most looks are left in peace.
}

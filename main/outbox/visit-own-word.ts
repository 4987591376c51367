import { epochMs, type EpochMs } from '../../shared/time.ts';
import type { OwnWord } from '../central/gateway.ts';
import type { Means, Step } from './visits.ts';

/** Visits to the central system's own status page. */
export interface OwnWordVisits {
  ask(signal: AbortSignal | undefined): Promise<Step>;
  nextAt(): EpochMs;
  last(): (OwnWord & { at: EpochMs }) | null;
}

const everyMs = 60_000;
const timeoutMs = 10_000;

export function ownWordVisits(
  { gateway, clock, gate }: Pick<Means, 'gateway' | 'clock' | 'gate'>,
  watch: boolean,
): OwnWordVisits {
  let last: (OwnWord & { at: EpochMs }) | null = null;
  let nextAt = watch ? clock.now() : epochMs(Number.MAX_SAFE_INTEGER);
  return {
    nextAt: () => nextAt,
    last: () => last,
    async ask(signal) {
      const now = clock.now();
      nextAt = epochMs(now + everyMs);
      gate.note({ type: 'request' }, now);
      const request = { timeoutMs, ...(signal === undefined ? {} : { signal }) };
      const word = await gateway.ownWord(request);
      last = word === null ? null : { ...word, at: clock.now() };
      return { did: 'own-word' };
    },
  };
}

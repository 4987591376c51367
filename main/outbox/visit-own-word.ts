import { epochMs, type EpochMs } from '../../shared/time.ts';
import type { OwnWord } from '../central/gateway.ts';
import { keepWait, type KeptWait } from './kept-wait.ts';
import type { Begun, Means } from './visits.ts';

/** Visits to the central system's own status page. */
export interface OwnWordVisits {
  ask(signal: AbortSignal | undefined): Begun;
  nextAt(): EpochMs;
  last(): (OwnWord & { at: EpochMs }) | null;
}

const everyMs = 60_000;
/** While the pace is slow it is asked this often in an interval. */
const perInterval = 4;
const timeoutMs = 10_000;

/** @param firstAt when it may be asked first; `null`: never */
export function ownWordVisits(
  means: Pick<Means, 'gateway' | 'clock' | 'gate' | 'onMeasured'>,
  firstAt: EpochMs | null,
): OwnWordVisits {
  const { gateway, clock, gate } = means;
  let last: (OwnWord & { at: EpochMs }) | null = null;
  let next: KeptWait = {
    until: firstAt ?? epochMs(Number.MAX_SAFE_INTEGER),
    setAt: clock.now(),
  };

  async function go(signal: AbortSignal | undefined): Promise<void> {
    const request = { timeoutMs, ...(signal === undefined ? {} : { signal }) };
    const from = clock.monotonic();
    const word = await gateway.ownWord(request);
    const at = clock.now();
    last = word === null ? null : { ...word, at };
    // That it says something shows that somebody is there; why it says nothing is not known.
    const tookMs = clock.monotonic() - from;
    if (word !== null)
      means.onMeasured?.({ lane: null, cause: 'receipt', at, tookMs, handedOver: null });
  }

  return {
    nextAt() {
      next = keepWait(next, clock.now());
      return next.until;
    },
    last: () => last,
    ask(signal) {
      const now = clock.now();
      const { intervalMs } = gate.state().declarations;
      next = { until: epochMs(now + Math.max(everyMs, intervalMs / perInterval)), setAt: now };
      gate.note({ type: 'request', lane: null }, now);
      return { did: 'own-word', ended: go(signal) };
    },
  };
}

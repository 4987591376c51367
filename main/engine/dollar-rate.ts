import { koreanDate, type Clock } from '../../shared/time.ts';
import type { Session } from './session.ts';

/** What a person who types can wait for; an answer that comes later serves the next check. */
const patienceMs = 300;

/**
 * Won for a US dollar in this week, for a declaration in another currency: its customs value is
 * told in dollars too. `null` where it is not needed or not known in time.
 */
export async function dollarRate(
  { freshness }: Session,
  kind: string,
  declaration: unknown,
  clock: Clock,
): Promise<string | null> {
  if (kind !== 'import' || !isInAnotherCurrency(declaration)) return null;
  const asked = freshness.unipass.rates({ on: koreanDate(clock.now()), use: 'import' });
  const rates = await Promise.race([asked, clock.sleep(patienceMs)]);
  if (rates?.is !== 'known') return null;
  return rates.value.rates.find(({ currency }) => currency === 'USD')?.rate ?? null;
}

function isInAnotherCurrency(declaration: unknown): boolean {
  if (typeof declaration !== 'object' || declaration === null) return false;
  const currency = 'currency' in declaration ? declaration.currency : null;
  return typeof currency === 'string' && currency !== '' && currency !== 'USD';
}

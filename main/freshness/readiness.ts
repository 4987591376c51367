import type { LookedUp, PcccAnswer, RatesAnswer } from '../../shared/contract/lookups.ts';
import { koreanDate, type CivilDate, type Clock } from '../../shared/time.ts';
import type { How, Unipass } from '../central/unipass/index.ts';
import type { Readiness, Ready } from '../outbox/readiness.ts';
import { readDeclaration, type Store, type StoredFiling } from '../store/index.ts';
import { readAccepted } from './accepted.ts';
import { judgeFreshness, type Evidence, type Restate } from './judge.ts';
import { readFreshnessSettings } from './settings.ts';
import { staleValues, type StaleValues } from './values.ts';

export interface ReadinessOptions {
  store: Store;
  unipass: Unipass;
  clock: Clock;
  restate: Restate;
}

/** What could be learned of a declaration's values. */
export interface Learned {
  rate: LookedUp<RatesAnswer> | null;
  pccc: Evidence['pccc'];
}

/** Looks everything up that a declaration needs; what cannot be is not known. */
export async function learn(
  unipass: Unipass,
  values: StaleValues,
  { on, ...how }: How & { on: CivilDate },
): Promise<Learned> {
  const { maxAgeMs: _, ...forRates } = how;
  const rate =
    values.rate === null
      ? Promise.resolve(null)
      : unipass.rates({ on, use: values.rate.use }, forRates);
  const pccc = values.consignees.map(async (query): Promise<Learned['pccc'][number]> => {
    const answer: LookedUp<PcccAnswer> = await unipass.pccc(query, how);
    return { query, answer };
  });
  return { rate: await rate, pccc: await Promise.all(pccc) };
}

/** Judges a filing's declaration by what can be learned now. */
export async function judgeNow(
  { store, unipass, clock, restate }: ReadinessOptions,
  filing: StoredFiling,
  declaration: unknown,
  how: How,
): Promise<Ready> {
  // Parts that point at a declaration carry its rate and date, whatever they are now.
  if (filing.part.is !== 'declaration') return { is: 'ready', notes: [] };
  const values = staleValues(filing.kind, declaration);
  const { settings, accepted } = store.read((tables) => ({
    settings: readFreshnessSettings(tables),
    accepted: readAccepted(tables.stales.get(filing.id)?.accepted ?? null),
  }));
  const maxAgeMs = settings.pcccFreshMinutes * 60_000;
  const today = koreanDate(clock.now());
  const learned = await learn(unipass, values, { on: today, maxAgeMs, ...how });
  return judgeFreshness({
    kind: filing.kind,
    declaration,
    values,
    deadline: filing.deadline,
    today,
    ...learned,
    settings,
    accepted,
    restate,
  });
}

/** Whether declarations are still true when their turn comes, by the open API and the calendar. */
export function createReadiness(options: ReadinessOptions): Readiness {
  const { store, unipass, clock } = options;
  return {
    look: (filing, declaration, signal) => judgeNow(options, filing, declaration, { signal }),
    ahead(waiting) {
      const on = koreanDate(clock.now());
      const { settings, values } = store.read((tables) => ({
        settings: readFreshnessSettings(tables),
        values: waiting
          .filter(({ part }) => part.is === 'declaration')
          .map((filing) => staleValues(filing.kind, readDeclaration(tables, filing))),
      }));
      const maxAgeMs = settings.pcccFreshMinutes * 60_000;
      for (const one of values)
        // What comes of it is kept in the cache; what does not is asked for again in its turn.
        learn(unipass, one, { on, maxAgeMs, ahead: true }).catch(() => {});
    },
  };
}

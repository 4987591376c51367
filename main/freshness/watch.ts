import { NaruError } from '../../shared/errors.ts';
import type { FilingId } from '../../shared/filing/numbers.ts';
import type { FreshnessSettings, StaleFinding } from '../../shared/filing/stale.ts';
import { epochMs } from '../../shared/time.ts';
import { moveTransport, readDeclaration, type StoredFiling, type Tables } from '../store/index.ts';
import { learnArrival } from './arrivals.ts';
import { learnLoading } from './loadings.ts';
import { judgeNow, type ReadinessOptions } from './readiness.ts';
import { readFreshnessSettings } from './settings.ts';
import { recheckTaken } from './taken.ts';

export interface WatchOptions extends ReadinessOptions {
  /** Is told of filings that changed on disk. */
  onChange(ids: readonly FilingId[]): void;
  /** A sent filing's code is not asked about more often than this, in milliseconds. */
  takenEveryMs: number;
  /** A cargo's progress is not asked for more often than this, in milliseconds. */
  cargoEveryMs: number;
}

/** Looks after filings in the background, a little at a time. */
export interface Watch {
  /**
   * One small round: a few look-ups at most. Never throws for what network or disk do.
   * @returns whether somebody was looked after; if not, the next round may come later
   */
  round(signal?: AbortSignal): Promise<boolean>;
}

/** Filings that could not be checked, looked at again in one round. */
const recheckedAtOnce = 10;
/** Filings among which one round seeks whom to ask about. */
const lookedAtOnce = 100;
const day = 86_400_000;
/** Answers older than this serve nobody; those of personal codes above all are not kept for long. */
const keptMs = 30 * day;

export function createWatch(options: WatchOptions): Watch {
  const { store, unipass, clock } = options;
  let recheckAfter: string | null = null;
  let purgeAt = 0;
  const taken = roundRobin(options.takenEveryMs);
  const cargo = roundRobin(options.cargoEveryMs);
  const loading = roundRobin(options.cargoEveryMs);

  async function recheck(signal: AbortSignal | undefined): Promise<void> {
    if (store.counts.transport.recheck === 0) return;
    const { settings, page } = store.read((tables) => ({
      settings: readFreshnessSettings(tables),
      page: tables.stales.page(recheckAfter, 50),
    }));
    recheckAfter = page.next;
    const uncheckable = page.rows.filter(({ findings }) => isOnlyUnchecked(findings, settings));
    for (const { filingId } of uncheckable.slice(0, recheckedAtOnce)) {
      if (unipass.rests() || signal?.aborted === true) return;
      const filing = store.read((tables) => tables.filings.byId(filingId));
      if (filing !== null && (await isCheckable(filing, settings, signal)))
        queueAgain(filingId, filing);
    }
    // More of the same page are left for the next round.
    if (uncheckable.length > recheckedAtOnce) {
      const last = uncheckable[recheckedAtOnce - 1];
      if (last !== undefined) recheckAfter = String(last.filingId);
    }
  }

  /** Whether what could not be looked up can be now; the answers are kept for the filing's turn. */
  async function isCheckable(
    filing: StoredFiling,
    settings: FreshnessSettings,
    signal: AbortSignal | undefined,
  ): Promise<boolean> {
    const declaration = store.read((tables) => readDeclaration(tables, filing));
    const ready = await judgeNow(options, filing, declaration, { ahead: true, signal });
    return ready.is !== 'stale' || !isOnlyUnchecked(ready.findings, settings);
  }

  function queueAgain(id: FilingId, seen: StoredFiling): void {
    store.transaction((tables) => {
      const filing = tables.filings.byId(id);
      if (filing?.transport !== 'recheck' || filing.declarationSeq !== seen.declarationSeq) return;
      const entry = { kind: 'checked', data: { result: 'answered-again' } } as const;
      moveTransport(tables, filing, 'enqueue', entry, clock.now());
    });
    options.onChange([id]);
  }

  return {
    async round(signal) {
      const now = clock.now();
      const mayRecheck = store.counts.transport.recheck > 0;
      await quietly(() => recheck(signal));
      if (unipass.rests() || signal?.aborted === true) return mayRecheck;
      let isBusy = mayRecheck;
      await quietly(async () => {
        const due = taken.next(now, (after) =>
          store.read(({ watched }) => watched.taken(after, lookedAtOnce)),
        );
        isBusy ||= taken.goesOn();
        const changed = await recheckTaken(options, due, signal);
        if (changed !== null) options.onChange([changed]);
      });
      await quietly(async () => {
        const since = epochMs(now - 30 * day);
        const due = cargo.next(now, (after) =>
          store.read(({ watched }) => watched.undated(after, since, lookedAtOnce)),
        );
        isBusy ||= cargo.goesOn();
        const changed = await learnArrival(options, due, signal);
        if (changed !== null) options.onChange([changed]);
      });
      await quietly(async () => {
        const due = loading.next(now, () =>
          store.read(({ watched }) => ({ rows: watched.toLoad(lookedAtOnce), next: null })),
        );
        isBusy ||= loading.goesOn();
        const changed = await learnLoading(options, due, signal);
        if (changed !== null) options.onChange([changed]);
      });
      if (now < purgeAt) return isBusy;
      purgeAt = now + day;
      await quietly(async () => {
        store.transaction(({ lookedUp }) => lookedUp.purge(epochMs(now - keptMs)));
      });
      return isBusy;
    },
  };
}

/** Whether all that stops a filing is that something could not be looked up. */
export function isOnlyUnchecked(
  findings: readonly StaleFinding[],
  { whenRecomputed }: Pick<FreshnessSettings, 'whenRecomputed'>,
): boolean {
  const goesBySetting = (one: StaleFinding): boolean =>
    one.is === 'exchange-rate' && whenRecomputed === 'send';
  return (
    findings.some(isUnchecked) && findings.every((one) => isUnchecked(one) || goesBySetting(one))
  );
}

function isUnchecked(finding: StaleFinding): boolean {
  return finding.is === 'pccc-unchecked' || finding.is === 'exchange-rate-unchecked';
}

async function quietly(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    // A disk that refuses is the outbox's to tell; the watch simply comes again.
    if (!(error instanceof NaruError)) throw error;
  }
}

/** Filings one after the other, a whole turn at most every so often. */
function roundRobin(everyMs: number) {
  let rest: StoredFiling[] = [];
  /** After which filing the next page begins; `null` where the turn has ended. */
  let after: FilingId | 0 | null = null;
  let beganAt: number | null = null;
  return {
    /** `null` where the turn has ended, or a page has nobody. */
    next(
      now: number,
      read: (after: FilingId | 0) => ReturnType<Tables['watched']['taken']>,
    ): StoredFiling | null {
      const before = rest.shift();
      if (before !== undefined) return before;
      if (after === null) {
        if (beganAt !== null && now - beganAt < everyMs) return null;
        beganAt = now;
      }
      const page = read(after ?? 0);
      after = page.next;
      rest = page.rows;
      return rest.shift() ?? null;
    },
    /** Whether the turn has others. */
    goesOn: () => rest.length > 0 || after !== null,
  };
}

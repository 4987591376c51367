import type { Cause } from '../../../shared/filing/attempts.ts';
import type { Random } from '../../../shared/time.ts';
import type {
  FrozenDocument,
  InquiryOutcome,
  NoticesOutcome,
  RequestOptions,
  SendOutcome,
} from '../../../main/central/gateway.ts';
import type { Lane, LedgerEvent, SentDocument } from '../ledger-checker.ts';
import { between, pick } from './chance.ts';
import type { Fates } from './fates.ts';
import type { VirtualTime } from './virtual-time.ts';

/** One life of the office's process, as its gateway knows it. */
export interface Caller {
  isAlive(): boolean;
  /** What the ledger is to know of a document that leaves. */
  describe(document: FrozenDocument): SentDocument | null;
  /** An answer has come; a Retry-After in it binds once it is on disk. */
  onAnswer(request: number, retryAfterMs: number | null): void;
}

type Outcome = SendOutcome | InquiryOutcome | NoticesOutcome;
/** What the office learns of a filing's fate. */
export type Told = Extract<LedgerEvent, { is: 'answered' }>['tells'];
type Failure = 'busy' | 'not-sent' | 'unknown' | 'not-allowed';

/** What a request is about. */
interface About {
  lane: Lane;
  subject: string | null;
  sent?: SentDocument;
}

/** What the central system does with a request. */
interface Stages<T> {
  begin?: () => void;
  /** Happens when its time has come, whether anybody still listens or not. */
  work: () => T;
  tells: (outcome: T) => Told;
}

export interface Exchange {
  /** One request: it leaves, arrives, is worked on and answered, or not. */
  ask<T extends Outcome>(
    caller: Caller,
    options: RequestOptions,
    about: About,
    stages: Stages<T>,
    failed: (cause: Cause, as: Failure, retryAfterMs: number | null) => T,
  ): Promise<T>;
  readonly requests: number;
}

export interface ExchangeOptions {
  time: VirtualTime;
  random: Random;
  fates: Fates;
  /** Requests that are worked on at once now. */
  capacity(): number;
  see(event: LedgerEvent): void;
}

/** Many requests on their way at the same time. */
export function openExchange({ time, random, fates, capacity, see }: ExchangeOptions): Exchange {
  const later = (ms: number, work: () => void) => void time.after(ms, 'central', work);
  let requests = 0;
  let atWork = 0;

  function ask<T extends Outcome>(
    caller: Caller,
    options: RequestOptions,
    about: About,
    stages: Stages<T>,
    failed: (cause: Cause, as: Failure, retryAfterMs: number | null) => T,
  ): Promise<T> {
    // Nobody is there any more to whom a request or an answer could matter.
    if (!caller.isAlive()) return new Promise(() => {});
    requests += 1;
    const request = requests;
    const fate = fates.of(about.lane);
    const { promise, resolve } = Promise.withResolvers<T>();
    let isOpen = true;

    function answer(outcome: T, tells: Told): void {
      if (!isOpen) return;
      isOpen = false;
      forget();
      options.signal?.removeEventListener('abort', abort);
      if (!caller.isAlive()) return;
      const { retryAfterMs } = outcome;
      see({ is: 'answered', at: time.now(), request, tells, retryAfterMs });
      caller.onAnswer(request, retryAfterMs);
      resolve(outcome);
    }
    const give = (cause: Cause, as: Failure, retryAfterMs: number | null = null): void =>
      answer(
        failed(cause, as, retryAfterMs),
        as === 'unknown' || about.lane !== 'declarations' ? 'nothing' : 'not-taken',
      );
    const abort = (): void => give('cancelled-by-us', 'unknown');
    const forget = time.after(options.timeoutMs, 'timeout', () => give('timeout', 'unknown'));
    options.signal?.addEventListener('abort', abort, { once: true });

    function arrive(): void {
      see({ is: 'arrived', at: time.now(), request, lane: about.lane });
      if (fate.meets === 'not-allowed') {
        give('unauthorized', 'not-allowed');
        return;
      }
      if (fate.meets === 'busy' || atWork >= capacity()) {
        const cause = pick(random, ['unavailable', 'too-many-requests'] as const);
        const asked = fates.retryAfter();
        later(5, () => give(cause, 'busy', asked));
        return;
      }
      if (fate.meets === 'lost-before') {
        later(fate.takes, () => give('connection-reset', 'unknown'));
        return;
      }
      const isSilent = fate.meets === 'silence';
      if (isSilent && random() < 0.5) return;
      atWork += 1;
      stages.begin?.();
      later(fate.takes, () => {
        atWork -= 1;
        const outcome = stages.work();
        if (isSilent) return;
        if (fate.meets === 'lost-after') {
          const cause = pick(random, ['connection-reset', 'gateway-timeout', 'cut-off'] as const);
          // Some say, along with the trouble, when to come again.
          give(cause, 'unknown', cause === 'gateway-timeout' ? fates.retryAfter() : null);
        } else later(between(random, 3, 100), () => answer(outcome, stages.tells(outcome)));
      });
    }
    /** The connection stands: the last moment at which the office may think better of it. */
    function stand(): void {
      if (!isOpen || !caller.isAlive()) return;
      if (options.mayLeave?.() === false) {
        give('told-to-wait', 'not-sent');
        return;
      }
      see({ is: 'left', at: time.now(), request, ...about });
      later(fate.there - connects, arrive);
    }
    const connects = Math.round(fate.there / 2);
    if (fate.meets === 'no-connection')
      later(fate.there, () => give('connection-refused', 'not-sent'));
    else later(connects, stand);
    return promise;
  }

  return {
    ask,
    get requests() {
      return requests;
    },
  };
}

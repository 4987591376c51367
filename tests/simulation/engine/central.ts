import type { Cause } from '../../../shared/filing/attempts.ts';
import type {
  FrozenDocument,
  Gateway,
  InquiryOutcome,
  NoticesOutcome,
  Observation,
  RequestOptions,
  SendOutcome,
} from '../../../main/central/gateway.ts';
import { subjectOf } from '../../support/model-gateway.ts';
import type { Lane, LedgerEvent, SentDocument } from '../ledger-checker.ts';
import { books, type Known } from './central-books.ts';
import { between, pick, type Chance } from './chance.ts';
import { noticeList } from './notice-list.ts';
import type { VirtualTime } from './virtual-time.ts';
import { changingWeather, type Weather } from './weather.ts';

export interface CentralOptions {
  time: VirtualTime;
  chance: Chance;
  see(event: LedgerEvent): void;
  /** How long customs thinks at most before it decides, in milliseconds. */
  decidesWithinMs: number;
}

/** One life of the office's process, as its gateway knows it. */
export interface Caller {
  isAlive(): boolean;
  /** What the ledger is to know of a document that leaves. */
  describe(document: FrozenDocument): SentDocument | null;
  /** An answer has come; a Retry-After in it binds once it is on disk. */
  onAnswer(request: number, retryAfterMs: number | null): void;
}

/** A central system with many requests open at once, in changing weather. */
export interface Central {
  gatewayOf(caller: Caller): Gateway;
  /** Nothing goes wrong any more. */
  calm(): void;
  /** Lets go of a document that nobody will ask about any more. */
  forget(of: Pick<Known, 'declarationNo' | 'part'>): void;
  readonly requests: number;
  readonly taken: number;
}

type Outcome = SendOutcome | InquiryOutcome | NoticesOutcome;

/** What happens to a request on its way. */
interface Fate {
  /** The way there, in milliseconds; the limits are counted at its end. */
  there: number;
  takes: number;
  meets:
    | 'work'
    | 'no-connection'
    | 'busy'
    | 'lost-before'
    | 'lost-after'
    | 'silence'
    | 'not-allowed';
}

export function centralSystem({ time, chance, see, decidesWithinMs }: CentralOptions): Central {
  const random = chance.stream('central');
  const later = (ms: number, work: () => void) => void time.after(ms, 'central', work);
  const weather = changingWeather(later, chance, chance.stream('weather'));
  const notices = noticeList();
  const wallNow = () => time.clockOf(() => true).now();
  const book = books({
    wallNow,
    notices,
    onTaken: (subject, digest) => see({ is: 'taken', at: time.now(), subject, digest }),
    decidesIn: () => between(random, 1000, decidesWithinMs),
    later,
  });
  let requests = 0;
  let atWork = 0;

  function fateOf(lane: Lane): Fate {
    const now = weather.now();
    const [least, most] = now.takes;
    const late = chance.fault('late-answer', 0.05) ? between(random, 5000, 120_000) : 0;
    return {
      there: between(random, ...now.there),
      takes: between(random, least, most) + late,
      meets: meetsIn(now, lane),
    };
  }

  function meetsIn(now: Weather, lane: Lane): Fate['meets'] {
    const drawn = random();
    let from = 0;
    const isIn = (share: number): boolean => {
      const is = drawn >= from && drawn < from + share;
      from += share;
      return is;
    };
    if (isIn(now.noConnection) || chance.fault('not-sent', 0.05)) return 'no-connection';
    if (isIn(now.busy) || chance.fault('busy', 0.05)) return 'busy';
    if (isIn(now.lost)) return pick(random, ['lost-before', 'lost-after'] as const);
    if (isIn(now.silent) || chance.fault('silence', 0.03)) return 'silence';
    if (lane === 'inquiries' && chance.fault('inquiry-lost', 0.3)) return 'lost-after';
    if (lane === 'notices' && chance.fault('notices-lost', 0.3)) return 'lost-after';
    if (chance.fault('lost-before', 0.05)) return 'lost-before';
    if (chance.fault('lost-after', 0.05)) return 'lost-after';
    return chance.fault('not-allowed', 0.003) ? 'not-allowed' : 'work';
  }

  function retryAfter(): number | null {
    if (chance.fault('long-retry-after', 0.02))
      return Math.round(between(random, 60_000, 3_600_000));
    return chance.fault('retry-after', 0.5) ? Math.round(between(random, 1000, 600_000)) : null;
  }

  /**
   * One request: it leaves, arrives, is worked on and answered, or not. `work` happens at the central
   * system when its time has come, whether anybody still listens or not.
   */
  function exchange<T extends Outcome>(
    caller: Caller,
    options: RequestOptions,
    about: { lane: Lane; subject: string | null; sent?: SentDocument },
    stages: { begin?: () => void; work: () => T; tells: (outcome: T) => Told },
    failed: (cause: Cause, as: Failure, retryAfterMs: number | null) => T,
  ): Promise<T> {
    // Nobody is there any more to whom a request or an answer could matter.
    if (!caller.isAlive()) return new Promise(() => {});
    requests += 1;
    const request = requests;
    see({ is: 'left', at: time.now(), request, ...about });
    const fate = fateOf(about.lane);
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
      see({ is: 'arrived', at: time.now(), request });
      if (fate.meets === 'not-allowed') {
        give('unauthorized', 'not-allowed');
        return;
      }
      if (fate.meets === 'busy' || atWork >= weather.now().capacity) {
        const cause = pick(random, ['unavailable', 'too-many-requests'] as const);
        const asked = retryAfter();
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
          give(cause, 'unknown', cause === 'gateway-timeout' ? retryAfter() : null);
        } else later(between(random, 3, 100), () => answer(outcome, stages.tells(outcome)));
      });
    }
    if (fate.meets === 'no-connection')
      later(fate.there, () => give('connection-refused', 'not-sent'));
    else later(fate.there, arrive);
    return promise;
  }

  /** What becomes of a document that is worked on. */
  function decide(document: FrozenDocument): SendOutcome {
    if (chance.fault('refused', 0.05)) {
      book.put(document, 'refused');
      const errors = [{ code: 'E1', message: 'no' }];
      return { ...seen('invalid-document'), outcome: 'refused', errors };
    }
    if (chance.fault('pending', 0.1)) {
      book.put(document, 'queued');
      later(between(random, 1000, 1_800_000), () => {
        const state = chance.fault('refused', 0.2) ? 'refused' : 'taken';
        book.put(document, state);
      });
      return { ...seen('in-queue'), outcome: 'pending' };
    }
    book.put(document, 'taken');
    if (chance.fault('wrong-digest', 0.05)) return { ...seen('other-digest'), outcome: 'unknown' };
    const receipt = book.receipt(knownOf(document));
    return { ...seen('receipt'), outcome: 'taken', receipt };
  }
  function knownOf(of: Pick<Known, 'declarationNo' | 'part'>): Known {
    const known = book.get(of);
    if (known === null) throw new RangeError(`${subjectOf(of)} was put nowhere`);
    return known;
  }
  function tell(of: Pick<Known, 'declarationNo' | 'part'>): InquiryOutcome {
    const known = book.get(of);
    switch (known?.state) {
      case undefined:
        return { ...seen('not-found'), outcome: 'not-found' };
      case 'refused': {
        const errors = [{ code: 'E1', message: 'no' }];
        return { ...seen('invalid-document'), outcome: 'refused', errors };
      }
      case 'at work':
      case 'queued':
        return { ...seen('in-queue'), outcome: 'pending' };
      case 'taken': {
        const receipt = book.receipt(known);
        if (!chance.fault('wrong-digest', 0.1))
          return { ...seen('receipt'), outcome: 'taken', receipt };
        const digest = `sha-256=:${String(requests).padStart(43, 'A')}=:`;
        return { ...seen('receipt'), outcome: 'taken', receipt: { ...receipt, digest } };
      }
    }
  }

  function gatewayOf(caller: Caller): Gateway {
    return {
      destination: 'simulated',
      submit(document, options) {
        const sent = caller.describe(document);
        const subject = subjectOf(document);
        return exchange<SendOutcome>(
          caller,
          options,
          { lane: 'declarations', subject, ...(sent === null ? {} : { sent }) },
          {
            begin: () => book.put(document, 'at work'),
            work: () => decide(document),
            tells: toldBySending,
          },
          (cause, outcome, retryAfterMs) => ({ ...seen(cause, retryAfterMs), outcome }),
        );
      },
      inquire(of, options) {
        return exchange<InquiryOutcome>(
          caller,
          options,
          { lane: 'inquiries', subject: subjectOf(of) },
          {
            work: () => tell(of),
            tells: (outcome) => toldByInquiry(outcome, book.get(of)),
          },
          (cause, outcome, retryAfterMs) => ({ ...seen(cause, retryAfterMs), outcome }),
        );
      },
      notices(after, limit, options) {
        return exchange<NoticesOutcome>(
          caller,
          options,
          { lane: 'notices', subject: null },
          {
            work() {
              const page = notices.page(after, limit, chance.fault('notice-repeated', 0.3));
              return { ...seen('receipt'), outcome: 'page', ...page };
            },
            tells: () => 'nothing',
          },
          (cause, outcome, retryAfterMs) => ({ ...seen(cause, retryAfterMs), outcome }),
        );
      },
      async ownWord(options) {
        const about = { lane: 'own-word', subject: null } as const;
        const answer = await exchange<NoticesOutcome>(
          caller,
          options,
          about,
          {
            work: () => ({ ...seen('receipt'), outcome: 'page', notices: [], next: '' }),
            tells: () => 'nothing',
          },
          (cause, outcome) => ({ ...seen(cause), outcome }),
        );
        return answer.outcome === 'page' ? { state: 'normal', message: null } : null;
      },
    };
  }

  return {
    gatewayOf,
    calm: () => weather.calm(),
    forget: (of) => book.forget(of),
    get requests() {
      return requests;
    },
    get taken() {
      return book.taken;
    },
  };
}

type Told = Extract<LedgerEvent, { is: 'answered' }>['tells'];
type Failure = 'busy' | 'not-sent' | 'unknown' | 'not-allowed';

function toldBySending({ outcome }: SendOutcome): Told {
  switch (outcome) {
    case 'taken':
      return 'taken';
    case 'pending':
      return 'pending';
    case 'refused':
    case 'busy':
    case 'not-sent':
    case 'not-allowed':
      return 'not-taken';
    case 'handed-over':
    case 'unknown':
      return 'nothing';
  }
}

function toldByInquiry(answer: InquiryOutcome, known: Known | null): Told {
  switch (answer.outcome) {
    case 'taken':
      return answer.receipt.digest === known?.digest ? 'taken' : 'nothing';
    case 'pending':
      return 'pending';
    case 'refused':
    case 'not-found':
      return 'not-taken';
    case 'busy':
    case 'not-sent':
    case 'unknown':
    case 'not-allowed':
      return 'nothing';
  }
}

function seen(cause: Cause, retryAfterMs: number | null = null): Observation {
  return { cause, httpStatus: null, retryAfterMs, answer: null };
}

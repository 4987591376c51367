import type { Cause } from '../../../shared/filing/attempts.ts';
import type {
  FrozenDocument,
  Gateway,
  InquiryOutcome,
  NoticesOutcome,
  Observation,
  SendOutcome,
} from '../../../main/central/gateway.ts';
import { subjectOf } from '../../support/model-gateway.ts';
import type { LedgerEvent } from '../ledger-checker.ts';
import { books, type Known } from './central-books.ts';
import { between, type Chance } from './chance.ts';
import { openExchange, type Caller, type Told } from './exchange.ts';
import { drawnFates } from './fates.ts';
import { noticeList } from './notice-list.ts';
import type { VirtualTime } from './virtual-time.ts';
import { changingWeather } from './weather.ts';

export interface CentralOptions {
  time: VirtualTime;
  chance: Chance;
  see(event: LedgerEvent): void;
  /** How long customs thinks at most before it decides, in milliseconds. */
  decidesWithinMs: number;
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
  const fates = drawnFates(weather, chance, random);
  const capacity = () => weather.now().capacity;
  const exchange = openExchange({ time, random, fates, capacity, see });

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
        const digest = `sha-256=:${String(exchange.requests).padStart(43, 'A')}=:`;
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
        return exchange.ask<SendOutcome>(
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
        return exchange.ask<InquiryOutcome>(
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
        return exchange.ask<NoticesOutcome>(
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
        const answer = await exchange.ask<NoticesOutcome>(
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
      return exchange.requests;
    },
    get taken() {
      return book.taken;
    },
  };
}

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

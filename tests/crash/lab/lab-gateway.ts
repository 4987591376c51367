import type { Cause } from '../../../shared/filing/attempts.ts';
import type { Receipt } from '../../../shared/filing/receipts.ts';
import type { Clock } from '../../../shared/time.ts';
import type {
  Gateway,
  InquiryOutcome,
  NoticesOutcome,
  Observation,
  RequestOptions,
  SendOutcome,
} from '../../../main/central/gateway.ts';
import type { Answer, LabCentral } from './lab-central.ts';
import type { Fault, Request } from './told.ts';

export interface LabGatewayOptions {
  central: LabCentral;
  clock: Clock;
  /** What happens to a request. */
  fault(request: Request): Fault;
  /** Is told of a request before the central system knows of it. */
  arrives(request: Request, fault: Fault): void;
  /** Is told that a Retry-After has come back. */
  hears(): void;
  /** How long an answer takes, in milliseconds. */
  latencyMs(): number;
}

export const labDestination = 'lab';

/** The way to the lab's central system. */
export function labGateway(options: LabGatewayOptions): Gateway {
  const { central, clock } = options;

  async function ask(request: Request, { signal, mayLeave }: RequestOptions): Promise<Answer> {
    if (mayLeave?.() === false) return { is: 'withheld' };
    const fault = options.fault(request);
    options.arrives(request, fault);
    const answer = central.receive(request, fault, clock.now());
    await clock.sleep(options.latencyMs(), signal);
    if (signal?.aborted === true && answer.is !== 'not-sent') return { is: 'unknown' };
    if (answer.is === 'busy' && answer.retryAfterMs !== null) {
      options.hears();
      central.hear(clock.now());
    }
    return answer;
  }
  function receiptOf(no: string, digest: string): Receipt {
    const receivedAt = new Date(clock.now()).toISOString();
    return { declarationNo: no, state: 'received', receiptNo: `R-${no}`, receivedAt, digest };
  }

  return {
    destination: labDestination,
    async submit({ declarationNo: no, digest }, request): Promise<SendOutcome> {
      const answer = await ask({ do: 'submit', no, digest }, request);
      switch (answer.is) {
        case 'taken':
          return { ...seen('receipt'), outcome: 'taken', receipt: receiptOf(no, answer.digest) };
        case 'refused': {
          const errors = [{ code: 'E1', message: 'no' }];
          return { ...seen('invalid-document'), outcome: 'refused', errors };
        }
        case 'pending':
          return { ...seen('in-queue'), outcome: 'pending' };
        default:
          return common(answer);
      }
    },
    async inquire({ declarationNo: no }, request): Promise<InquiryOutcome> {
      const answer = await ask({ do: 'inquire', no }, request);
      switch (answer.is) {
        case 'taken':
          return { ...seen('receipt'), outcome: 'taken', receipt: receiptOf(no, answer.digest) };
        case 'pending':
          return { ...seen('in-queue'), outcome: 'pending' };
        case 'not-found':
          return { ...seen('not-found'), outcome: 'not-found' };
        default:
          return common(answer);
      }
    },
    async notices(after, limit, request): Promise<NoticesOutcome> {
      const answer = await ask({ do: 'notices', after, limit }, request);
      if (answer.is !== 'page') return common(answer);
      const { notices, next } = answer;
      return { ...seen('receipt'), outcome: 'page', notices, next };
    },
    ownWord: () => Promise.resolve(null),
  };
}

function common(answer: Answer): Observation & { outcome: 'busy' | 'not-sent' | 'unknown' } {
  switch (answer.is) {
    case 'busy':
      return { ...seen('unavailable', answer.retryAfterMs), outcome: 'busy' };
    case 'not-sent':
      return { ...seen('connection-refused'), outcome: 'not-sent' };
    case 'withheld':
      return { ...seen('told-to-wait'), outcome: 'not-sent' };
    default:
      return { ...seen('timeout'), outcome: 'unknown' };
  }
}

function seen(cause: Cause, retryAfterMs: number | null = null): Observation {
  return { cause, httpStatus: null, retryAfterMs, answer: null };
}

import {
  chooseVisit,
  defaultPacing,
  newPacerState,
  nextInquiryAt,
  requestTimeoutMs,
  step,
  type Lane,
  type PacerEvent,
  type PacerState,
  type PacingSettings,
} from '../../../main/outbox/policy/index.ts';
import type { Cause } from '../../../shared/filing/attempts.ts';
import { epochMs, type Random } from '../../../shared/time.ts';
import type { Ask } from './central.ts';
import type { Client, Known, Policy, Waiting } from './client.ts';

const never = epochMs(Number.MAX_SAFE_INTEGER);
const laneOf = { send: 'declarations', inquire: 'inquiries' } as const satisfies Record<Ask, Lane>;
const causes = {
  busy: 'unavailable',
  refused: 'connection-refused',
  'bad-gateway': 'bad-gateway',
  silence: 'timeout',
  timeout: 'timeout',
} as const satisfies Record<Exclude<Known, 'answered'>, Cause>;

/** The program's own policy code, as it is. */
export function naru(settings: PacingSettings = defaultPacing): Policy {
  return {
    id: 'naru',
    title: 'Naru',
    source: 'main/outbox/policy',
    ordersByDeadline: true,
    client: (random) => new NaruClient(settings, random),
  };
}

class NaruClient implements Client {
  readonly #settings: PacingSettings;
  readonly #random: Random;
  #state: PacerState;
  #lastTurn: Ask | null = null;

  constructor(settings: PacingSettings, random: Random) {
    this.#settings = settings;
    this.#random = random;
    this.#state = newPacerState(epochMs(0), settings);
  }

  next(at: number, { urgent, normal, inquireAt }: Waiting): ReturnType<Client['next']> {
    const choice = chooseVisit(
      {
        now: epochMs(at),
        inquireAt: inquireAt === null ? null : epochMs(inquireAt),
        isWaiting: urgent + normal > 0,
        lastDid: this.#lastTurn,
        lastTurn: this.#lastTurn,
        noticesAt: never,
        ownWordAt: never,
      },
      this.#state,
      this.#settings,
    );
    if (choice.visit === 'send' || choice.visit === 'inquire') return { go: choice.visit };
    const later = choice.visit === null && choice.at !== never ? choice.at : null;
    return { go: null, at: later };
  }

  timeoutMs(): number {
    return requestTimeoutMs(this.#state.declarations.latencyMs, this.#settings);
  }

  left(at: number, ask: Ask, waiting: Waiting): void {
    this.#lastTurn = ask;
    this.#step(at, { type: 'request', lane: laneOf[ask] }, waiting);
  }

  ended(at: number, ask: Ask, known: Known, tookMs: number, waiting: Waiting): void {
    const lane = laneOf[ask];
    if (known === 'answered') this.#step(at, { type: 'success', lane, latencyMs: tookMs }, waiting);
    else {
      const cause = causes[known];
      this.#step(at, { type: 'congestion', lane, cause, retryAfterMs: null, tookMs }, waiting);
    }
  }

  inquireAt(at: number, inquiries: number): number {
    const [now, random, settings] = [epochMs(at), this.#random, this.#settings];
    return nextInquiryAt({ now, random, inquiries, retryAfterMs: null, settings });
  }

  #step(at: number, event: PacerEvent, { urgent }: Waiting): void {
    this.#state = step(this.#state, event, {
      now: epochMs(at),
      random: this.#random,
      settings: this.#settings,
      urgentPending: urgent > 0,
    });
  }
}

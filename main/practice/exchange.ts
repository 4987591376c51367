import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Clock } from '../../shared/time.ts';
import type { Answer } from './answers.ts';
import type { Asked } from './asked.ts';
import type { Auditor, End } from './auditor.ts';
import { cutOff, sendWhole } from './delivery.ts';
import type { Plan } from './plan.ts';
import type { RequestEntry } from './request-log.ts';

export interface ExchangeParts {
  id: number;
  asked: Asked;
  plan: Plan;
  entry: RequestEntry;
  request: IncomingMessage;
  response: ServerResponse;
  clock: Clock;
  auditor: Auditor;
}

const ends = { answer: 'answered', server: 'cut', client: 'client-left' } as const;

/** A connection that is never answered is broken in the end, for the sake of memory. */
const longestSilenceMs = 180_000;

/** One request and its answer on the wire; told to the auditor and the log exactly once. */
export class Exchange {
  readonly id: number;
  readonly asked: Asked;
  readonly plan: Plan;
  readonly entry: RequestEntry;
  readonly request: IncomingMessage;
  readonly #response: ServerResponse;
  readonly #clock: Clock;
  readonly #auditor: Auditor;
  readonly #startedAt: number;
  /** What the answer under way tells, to be recorded when it is out. */
  #telling: Pick<End, 'said' | 'notBefore'> = { said: 'nothing', notBefore: null };
  #ended = false;

  constructor(parts: ExchangeParts) {
    this.id = parts.id;
    this.asked = parts.asked;
    this.plan = parts.plan;
    this.entry = parts.entry;
    this.request = parts.request;
    this.#response = parts.response;
    this.#clock = parts.clock;
    this.#auditor = parts.auditor;
    this.#startedAt = parts.clock.monotonic();
  }

  get socket(): Socket {
    return this.request.socket;
  }

  /** Whether the client left without an answer. */
  get left(): boolean {
    return this.entry.end === 'client-left';
  }

  /** Whether the client was asked, in an answer that went out whole, to come back later. */
  get saidBusy(): boolean {
    return this.entry.end === 'answered' && this.#telling.said === 'busy';
  }

  /** Waits until so many milliseconds after the request's arrival. */
  async until(afterMs: number, signal: AbortSignal): Promise<void> {
    const rest = this.#startedAt + afterMs - this.#clock.monotonic();
    if (rest > 0) await this.#clock.sleep(rest, signal);
  }

  /** Answers in full; it counts as answered once all of it is out. */
  whole(answer: Answer): void {
    if (this.#ended) return;
    this.#note(answer);
    this.#telling = { said: answer.said, notBefore: answer.notBefore };
    sendWhole(this.#response, answer, this.#clock.now());
  }

  /** Answers in part and breaks the connection. */
  cut(answer: Answer): void {
    if (this.#ended) return;
    this.#note(answer);
    this.end('server');
    cutOff(this.#response, answer, this.#clock.now());
  }

  /** Breaks the connection without a word. `unsaid` is what would have been answered. */
  breakOff(unsaid: Answer | null = null): void {
    if (unsaid !== null) this.#note(unsaid);
    this.end('server');
    this.socket.resetAndDestroy();
  }

  /** Never answers; the connection stays open for as long as the client bears it. */
  stayMute(): void {
    this.socket.setTimeout(longestSilenceMs, () => {
      this.breakOff();
    });
  }

  /** Only the first end counts. */
  end(by: End['by']): void {
    if (this.#ended) return;
    this.#ended = true;
    const at = this.#clock.now();
    this.entry.end = ends[by];
    this.entry.endedAt = at;
    this.#auditor.ended(this.id, { at, by, ...this.#telling });
  }

  #note(answer: Answer): void {
    this.entry.status = answer.status;
    this.entry.answer = answer.word;
  }
}

import type { Random } from '../../../shared/time.ts';
import type { Ask, Fate } from './central.ts';

/** What a client gets to know of a request. */
export type Known = Fate['outcome'] | 'timeout';

/** What waits in an office, as its client sees it. */
export interface Waiting {
  urgent: number;
  normal: number;
  /** When the first in doubt is to be inquired about; `null` where none is in doubt. */
  inquireAt: number | null;
}

/** The part of a program that decides when a request leaves: what is compared. */
export interface Client {
  /** What leaves now, or when to look again (`null`: when something happens). */
  next(now: number, waiting: Waiting): { go: Ask } | { go: null; at: number | null };
  /** How long an answer is waited for, in milliseconds. */
  timeoutMs(): number;
  left(now: number, ask: Ask, waiting: Waiting): void;
  ended(now: number, ask: Ask, known: Known, tookMs: number, waiting: Waiting): void;
  /** When a filing whose fate is not known is inquired about; `null`: it is sent again unasked. */
  inquireAt(now: number, inquiries: number): number | null;
}

export interface Policy {
  id: string;
  title: string;
  /** Where its numbers come from. */
  source: string;
  /** Whether the most urgent goes first. */
  ordersByDeadline: boolean;
  client(random: Random): Client;
}

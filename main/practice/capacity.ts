import { between, draws } from './draws.ts';

/** One queue in front of the whole system; all requests of all the world stand in it. */
export interface Queue {
  /** Requests that wait. */
  backlog: number;
  /** Epoch milliseconds at which the backlog was true. */
  at: number;
}

/** How much the system can do and how much the rest of the world asks of it. */
export interface Load {
  /** Requests that the system does in a second. */
  capacity: number;
  /** Requests of others in a second, on average. */
  background: number;
  /** How far the others' load swings around its average, in requests a second. */
  swing: number;
  /** Length of one swing in milliseconds. */
  swingMs: number;
  /** Wait from which on the system turns requests away. */
  fullMs: number;
}

const stepMs = 250;
/** The backlog is bounded, so what lies further back has no effect. */
const horizonMs = 120_000;

/** What a refused request costs of a real one: connection, credentials, headers. */
export const refusalCost = 0.1;

export const emptyQueue = (at: number): Queue => ({ backlog: 0, at });

/** The queue at `now`: what came from others in between and what was worked off. */
export function flow(queue: Queue, load: Load, seed: number, now: number): Queue {
  const most = (load.capacity * load.fullMs * 1.1) / 1000;
  let backlog = Math.min(queue.backlog, most);
  let at = Math.max(queue.at, now - horizonMs);
  while (at < now) {
    const step = Math.min(stepMs, now - at);
    const net = othersAt(load, seed, at) - load.capacity;
    backlog = Math.min(most, Math.max(0, backlog + (net * step) / 1000));
    at += step;
  }
  return { backlog, at: Math.max(queue.at, now) };
}

export function joined(queue: Queue, cost: number): Queue {
  return { ...queue, backlog: queue.backlog + cost };
}

/** Milliseconds until a request that comes now has its turn. */
export function waitMs(queue: Queue, load: Load): number {
  return (queue.backlog / load.capacity) * 1000;
}

/** The public reissuing its codes: a slow swing with gusts of a second on top. */
function othersAt(load: Load, seed: number, at: number): number {
  const phase = draws(seed, 'phase')();
  const swing = Math.sin((at / load.swingMs + phase) * 2 * Math.PI) * load.swing;
  const gust = between(draws(seed, 'gust', Math.floor(at / 1000)), -0.5, 0.5) * load.swing;
  return Math.max(0, load.background + swing + gust);
}

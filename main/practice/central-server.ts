import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { NaruError } from '../../shared/errors.ts';
import type { Clock } from '../../shared/time.ts';
import { busyAnswer, errorAnswer, pageAnswer, type Answer } from './answers.ts';
import { readAsked, type Asked } from './asked.ts';
import { createAuditor, type AuditReport } from './auditor.ts';
import type { Book } from './book.ts';
import { withLie } from './delivery.ts';
import type { DocumentCheck } from './document-check.ts';
import { Exchange } from './exchange.ts';
import { served, type Ask, type Plan } from './plan.ts';
import { readBody } from './request-body.ts';
import { createRequestLog, type RequestEntry } from './request-log.ts';
import { digestOf, mostBytes, work } from './rules.ts';

export interface CentralServerOptions {
  clock: Clock;
  book: Book;
  /** Settles the fate of each request when it arrives. */
  planFor: (ask: Ask) => Plan;
  check: DocumentCheck;
  /** Bearer token that is asked for at the moment; `null` lets everybody in. */
  token: () => string | null;
  ownWord: () => unknown;
  /** Requests that the log keeps. */
  logSize: number;
  onChange: () => void;
  /** Answers requests of other services on the same servers, unrecorded; `false`: none of them. */
  elsewhere?: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** JSON for paths outside the interface, unrecorded; `undefined` where there is none. */
  aside?: (path: string) => unknown;
  /** Is told of requests that are here as a whole, and of their end. */
  traffic?: Traffic;
}

/** Which requests have arrived and wait for their answer; each is named by its response. */
export interface Traffic {
  came(request: object): void;
  went(request: object): void;
}

/** A central system on a real socket; a planner decides the fate of each request. */
export interface CentralServer {
  /**
   * @param port 0 for any free one
   * @throws {NaruError} `port-in-use`
   */
  listen(port: number, host: string): Promise<{ url: string }>;
  audit(): AuditReport;
  requests(): RequestEntry[];
  requestCount(): number;
  /** Breaks the connections that are never to be answered. */
  letGo(): void;
  close(): Promise<void>;
}

/** Resolves once every request was read that was here already. */
async function readAll(): Promise<void> {
  // The first round may be in its middle, the second is whole.
  await setImmediate();
  await setImmediate();
}

/** A client that leaves so soon after an answer may have died before reading it. */
const unreadMs = 500;

export function createCentralServer(options: CentralServerOptions): CentralServer {
  const { clock, book } = options;
  const auditor = createAuditor();
  const log = createRequestLog(options.logSize);
  const closing = new AbortController();
  /** Documents that are being worked on, and by which requests. */
  const working = new Map<string, Set<number>>();
  const askedBefore = new Map<string, number>();
  const mute = new Set<Exchange>();
  const lastBusy = new WeakMap<Socket, { id: number; at: number }>();
  let count = 0;

  const server = createServer((request, response) => {
    if (options.elsewhere?.(request, response) === true) return;
    const aside = options.aside?.(request.url ?? '');
    if (aside !== undefined) {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(aside));
      return;
    }
    const exchange = begin(request, response);
    serve(exchange, response).catch(() => {
      exchange.breakOff();
    });
  });
  server.keepAliveTimeout = 65_000;
  server.on('connection', (socket) => {
    socket.on('close', () => {
      const busy = lastBusy.get(socket);
      if (busy !== undefined && clock.monotonic() - busy.at < unreadMs) {
        auditor.mayNotHaveRead(busy.id);
      }
    });
  });

  function begin(request: IncomingMessage, response: ServerResponse): Exchange {
    const at = clock.now();
    const id = (count += 1);
    // Who goes on speaking has read the last answer.
    lastBusy.delete(request.socket);
    const asked = readAsked(request);
    const subject = asked.target.is === 'document' ? asked.target.subject : null;
    const { method, path } = asked;
    auditor.arrived({ request: id, method, subject, lane: laneOf(request), at });
    const entry: RequestEntry = {
      request: id,
      method,
      path,
      subject,
      at,
      digest: null,
      took: false,
      status: null,
      answer: null,
      end: 'open',
      endedAt: null,
    };
    log.add(entry);
    const plan = planOf(asked, subject, at);
    if (asked.want === 'submit' && plan.workMs !== null && subject !== null) {
      working.set(subject, (working.get(subject) ?? new Set()).add(id));
    }
    const exchange = new Exchange({ id, asked, plan, entry, request, response, clock, auditor });
    response.on('finish', () => {
      options.traffic?.went(response);
      exchange.end('answer');
      void readAll().then(() => auditor.allRead(id));
      if (exchange.saidBusy && keepsAlive(request)) {
        lastBusy.set(exchange.socket, { id, at: clock.monotonic() });
      }
    });
    response.on('close', () => {
      options.traffic?.went(response);
      exchange.end('client');
      mute.delete(exchange);
      options.onChange();
    });
    options.onChange();
    return exchange;
  }

  function planOf({ want }: Asked, subject: string | null, now: number): Plan {
    if (want === null) return served(0);
    const name = subject ?? want;
    const key = `${want} ${name}`;
    const nth = (askedBefore.get(key) ?? 0) + 1;
    askedBefore.set(key, nth);
    return options.planFor({ want, subject: name, nth, now });
  }

  async function serve(exchange: Exchange, response: ServerResponse): Promise<void> {
    const body = await readBody(exchange.request, mostBytes);
    if (exchange.entry.end === 'open') options.traffic?.came(response);
    if (body === 'gone') {
      leaveWork(exchange);
      return;
    }
    const bytes = body === 'too-large' ? null : body;
    const digest = digestOf(bytes ?? new Uint8Array());
    const { subject } = exchange.entry;
    if (exchange.asked.want === 'submit' && subject !== null && bytes !== null) {
      exchange.entry.digest = digest;
      const before = book.find(subject);
      const isTaken = before !== null && before.state !== 'refused';
      auditor.read(exchange.id, digest, isTaken ? before.digest : null);
    }
    const working = workLater(exchange, bytes, digest);
    await answer(exchange, working);
    await working;
  }

  async function answer(exchange: Exchange, working: Promise<Answer | null>): Promise<void> {
    const planned = exchange.plan.answer;
    if (planned.is === 'result') {
      const result = await working;
      if (result === null || planned.delivery === 'reset') exchange.breakOff(result);
      else if (planned.delivery === 'cut') exchange.cut(result);
      else exchange.whole(planned.lie === null ? result : withLie(result, planned.lie));
      return;
    }
    if (planned.is === 'silence') {
      mute.add(exchange);
      exchange.stayMute();
      return;
    }
    await exchange.until(planned.afterMs, closing.signal);
    if (planned.is === 'reset') exchange.breakOff();
    if (planned.is === 'page') exchange.whole(pageAnswer());
    if (planned.is === 'error') exchange.whole(errorAnswer(planned.status));
    if (planned.is === 'busy') {
      exchange.whole(busyAnswer(planned.status, planned.retryAfter, clock.now()));
    }
  }

  async function workLater(
    exchange: Exchange,
    bytes: Uint8Array | null,
    digest: string,
  ): Promise<Answer | null> {
    const { plan, id, entry, asked } = exchange;
    if (plan.workMs === null) return null;
    await exchange.until(plan.workMs, closing.signal);
    const isDropped = exchange.left && plan.ifAbandoned === 'drop';
    if (closing.signal.aborted || isDropped) {
      leaveWork(exchange);
      return null;
    }
    const inProgress = (subject: string): boolean =>
      [...(working.get(subject) ?? [])].some((other) => asked.want === 'inquire' || other < id);
    const { check, ownWord } = options;
    const token = options.token();
    try {
      const received = { asked, bytes, digest, now: clock.now() };
      const result = work(received, plan, { book, token, check, inProgress, ownWord });
      entry.took = asked.want === 'submit' && (result.status === 201 || result.status === 202);
      if (asked.want === 'submit' && entry.subject !== null && result.receipt !== null) {
        auditor.took(id, entry.subject, result.receipt.receiptNo);
      }
      return result;
    } catch {
      return errorAnswer(500);
    } finally {
      leaveWork(exchange);
    }
  }

  function leaveWork({ id, entry: { subject } }: Exchange): void {
    if (subject === null) return;
    const ids = working.get(subject);
    if (ids?.delete(id) === true && ids.size === 0) working.delete(subject);
  }

  return {
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        server.once('error', (error: NodeJS.ErrnoException) => {
          const isTaken = error.code === 'EADDRINUSE' || error.code === 'EACCES';
          reject(isTaken ? new NaruError('port-in-use', { port }, error) : error);
        });
        server.listen(port, host, () => {
          resolve({ url: `http://${host}:${portOf(server.address())}` });
        });
      }),
    audit: () => auditor.report(clock.now()),
    requests: () => log.entries(),
    requestCount: () => count,
    letGo() {
      for (const exchange of mute) exchange.breakOff();
      mute.clear();
    },
    close: () =>
      new Promise((resolve) => {
        closing.abort();
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function keepsAlive(request: IncomingMessage): boolean {
  return request.headers.connection?.toLowerCase() !== 'close';
}

/** Clients with the same credentials, or from the same computer, are one. */
function laneOf(request: IncomingMessage): string {
  const { authorization } = request.headers;
  if (authorization === undefined) return `from ${request.socket.remoteAddress ?? 'nowhere'}`;
  return `token ${digestOf(new TextEncoder().encode(authorization))}`;
}

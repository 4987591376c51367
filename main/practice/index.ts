import type { PracticeState, Scenario } from '../../shared/contract/practice.ts';
import type { Clock } from '../../shared/time.ts';
import type { AuditReport } from './auditor.ts';
import { openBook, type BookEntry } from './book.ts';
import { emptyQueue } from './capacity.ts';
import { createCentralServer, type Traffic } from './central-server.ts';
import { checkDocument, type DocumentCheck } from './document-check.ts';
import { practicePace, type Pace } from './life.ts';
import { goodsOf } from './open-api/goods.ts';
import { openOwnBook } from './open-api/own-book.ts';
import { createRegistry } from './open-api/registry.ts';
import { serveOpenApi } from './open-api/serve.ts';
import { ownWord } from './own-word.ts';
import type { Ask, Plan } from './plan.ts';
import type { RequestEntry } from './request-log.ts';
import { scenarioPlan } from './scenario-plan.ts';

export interface PracticeOptions {
  seed: number;
  scenario: Scenario;
  clock: Clock;
  /** Bearer token that is asked for; without one everybody is let in. */
  token?: string;
  /** File that keeps what was taken over a restart; in memory without one. */
  store?: string;
  /** Key (인증키) that the open API asks for. */
  openApiKey?: string;
  /** Replaces the practice central system's own check of documents. */
  requireDocument?: DocumentCheck;
  /** How fast and how customs decides. */
  pace?: Partial<Pace>;
  /** Decides instead of the scenario. */
  conduct?: Conduct;
  /** Is told of requests that are here as a whole, and of their end. */
  traffic?: Traffic;
}

/** How a central system behaves whose every hour is laid down beforehand, as in a drill (훈련). */
export interface Conduct {
  fate(ask: Ask): Plan;
  /** What it says of itself. */
  ownWord(now: number): unknown;
  /** Bearer token that is asked for at the moment; `null` lets everybody in. */
  token(now: number): string | null;
}

/** Key of the practice open API, known to the practice session. */
export const practiceKey = 'practice-key';

/** The practice central system (연습 중앙시스템): the filing gateway's interface, and the open API. */
export interface PracticeCentral {
  /**
   * @param port 0 for any free one
   * @throws {NaruError} `port-in-use`
   */
  /** On this computer alone: there is no way to be reached from another. */
  listen(port: number): Promise<{ url: string }>;
  setScenario(scenario: Scenario): void;
  state(): PracticeState;
  audit(): AuditReport;
  /** What it has taken, oldest first. */
  ledger(): BookEntry[];
  /** Has a personal customs code reissued: the old one is void at once; gives the new one. */
  reissue(code: string): string;
  /** The newest requests, oldest first. */
  requests(): RequestEntry[];
  /** Calls the handler soon after a change, several changes at once; returns how to stop. */
  onChange(handler: (state: PracticeState) => void): () => void;
  close(): Promise<void>;
}

const changeEveryMs = 100;
const loggedRequests = 1000;

export function createPracticeCentral(options: PracticeOptions): PracticeCentral {
  const { seed, clock } = options;
  const startedAt = clock.now();
  const book = openBook(options.store ?? ':memory:', startedAt.toString(36), seed, {
    ...practicePace,
    ...options.pace,
  });
  let { scenario } = options;
  let since: number = startedAt;
  let queue = emptyQueue(startedAt);
  let url = '';
  const handlers = new Set<(state: PracticeState) => void>();
  let timer: NodeJS.Timeout | null = null;

  const own = openOwnBook(options.store ?? ':memory:');
  const registry = createRegistry(own, seed, startedAt);
  registry.setScenario(scenario, startedAt);
  const key = options.openApiKey ?? practiceKey;
  const { traffic } = options;
  const openApi = serveOpenApi({ seed, key, book, own, registry, clock, planFor, traffic });
  const check = options.requireDocument ?? checkDocument;

  function planFor(ask: Ask): Plan {
    if (options.conduct !== undefined) return options.conduct.fate(ask);
    const fate = scenarioPlan(scenario, seed, ask, queue);
    ({ queue } = fate);
    return fate.plan;
  }

  const server = createCentralServer({
    clock,
    book,
    token: () => options.conduct?.token(clock.now()) ?? options.token ?? null,
    check(document) {
      const errors = check(document);
      const { part, declarationNo, xml } = document;
      const goods =
        errors.length > 0 || part !== 'declaration' ? null : goodsOf(declarationNo, xml);
      if (goods !== null) own.keepGoods(goods);
      return errors;
    },
    elsewhere: openApi.handle,
    logSize: loggedRequests,
    planFor,
    ownWord: () => options.conduct?.ownWord(clock.now()) ?? ownWord(scenario, since),
    ...(options.traffic === undefined ? {} : { traffic: options.traffic }),
    onChange: announce,
  });

  function announce(): void {
    if (handlers.size === 0 || timer !== null) return;
    timer = setTimeout(() => {
      timer = null;
      const now = state();
      for (const handler of handlers) handler(now);
    }, changeEveryMs);
    timer.unref();
  }

  function state(): PracticeState {
    const { doubleFilings, blindResends, insideRetryAfter, overlaps, changedBytes } =
      server.audit();
    return {
      scenario,
      seed,
      url,
      taken: book.count(),
      requests: server.requestCount(),
      audit: { doubleFilings, blindResends, insideRetryAfter, overlaps, changedBytes },
    };
  }

  return {
    async listen(port) {
      ({ url } = await server.listen(port, '127.0.0.1'));
      return { url };
    },
    setScenario(next) {
      if (next === scenario) return;
      scenario = next;
      since = clock.now();
      registry.setScenario(next, since);
      // What hung in the old scenario breaks off, as when a system is restarted.
      server.letGo();
      openApi.letGo();
      announce();
    },
    state,
    audit: () => server.audit(),
    ledger() {
      book.advance(clock.now());
      return book.entries();
    },
    reissue: (code) => registry.reissue(code),
    requests: () => server.requests(),
    onChange(handler) {
      handlers.add(handler);
      return () => handlers.delete(handler);
    },
    async close() {
      if (timer !== null) clearTimeout(timer);
      handlers.clear();
      await server.close();
      openApi.close();
      book.close();
    },
  };
}

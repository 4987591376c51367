import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createUnipass, type Unipass } from '../../../main/central/unipass/index.ts';
import { systemClock } from '../../../main/engine/system-clock.ts';
import { Store } from '../../../main/store/index.ts';
import type { OpenApi } from '../../../shared/contract/index.ts';
import type { Clock } from '../../../shared/time.ts';

export type Behave = (request: IncomingMessage, response: ServerResponse, query: URL) => void;

/** A server that answers as it is told, and remembers what it was asked. */
export async function unkindServer(first: Behave = xml('')) {
  let behave = first;
  const asked: { path: string; query: URLSearchParams; at: number }[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://server');
    asked.push({ path: url.pathname, query: url.searchParams, at: performance.now() });
    behave(request, response, url);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    behave(next: Behave) {
      behave = next;
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Answers 200 with this XML. */
export function xml(body: string): Behave {
  return (_, response) => {
    response.writeHead(200, { 'content-type': 'application/xml;charset=UTF-8' });
    response.end(body);
  };
}

export const key = 'i200n250i055z270p050t050f1';

export function tempStore(): Store {
  const folder = mkdtempSync(join(tmpdir(), 'naru-unipass-'));
  const store = new Store({ file: join(folder, 'test.db'), key: Buffer.alloc(32, 7) });
  onTestFinished(() => {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return store;
}

interface More {
  store?: Store;
  clock?: Clock;
  keyOf?: (api: OpenApi) => string | null;
  perHundred?: string[];
  pace?: Parameters<typeof createUnipass>[0]['pace'];
}

/** A client of that server with a real cache; fast unless told otherwise. */
export function clientOf(url: string, more: More = {}): Unipass & { store: Store } {
  const store = more.store ?? tempStore();
  const unipass = createUnipass({
    baseUrl: url,
    keyOf: more.keyOf ?? (() => key),
    perHundred: () => more.perHundred ?? [],
    cache: {
      get: (api, query) => store.tables.lookedUp.get(api, query),
      put: (api, query, answer, at) =>
        store.transaction(({ lookedUp }) => lookedUp.put(api, query, answer, at)),
    },
    clock: more.clock ?? systemClock,
    random: () => 0.5,
    userAgent: 'test',
    pace: { spacingMs: 0, timeoutMs: 400, firstPauseMs: 1, longestPauseMs: 5, ...more.pace },
  });
  onTestFinished(() => unipass.close());
  return Object.assign(unipass, { store });
}

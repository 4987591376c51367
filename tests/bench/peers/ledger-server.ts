import { once } from 'node:events';
import { createServer } from 'node:http';
import { z } from 'zod';

/** Where filings are handed in: it notes every one that arrives, and takes all of them. */
export interface LedgerServer {
  readonly url: string;
  /** How often each filing arrived, by its name. */
  readonly effects: ReadonlyMap<string, number>;
  /** Milliseconds until an answer; asked for each arrival. */
  delay: () => number;
  /** Is told of each arrival. */
  onEffect: () => void;
  forget(): void;
  close(): void;
}

const addressSchema = z.object({ port: z.number() });

export async function startLedger(): Promise<LedgerServer> {
  const effects = new Map<string, number>();
  const digests = new Map<string, string>();
  const ledger = { delay: () => 0, onEffect: () => {} };

  function receiptOf(declarationNo: string): string {
    return JSON.stringify({
      declarationNo,
      state: 'received',
      receiptNo: `R-${declarationNo}`,
      receivedAt: '2026-11-23T00:00:00Z',
      digest: digests.get(declarationNo) ?? '',
    });
  }
  const server = createServer((request, response) => {
    const name = request.url?.split('/').at(-1) ?? '';
    const answer = (status: number, body: string): void => {
      const headers = { 'Content-Type': 'application/json', Connection: 'close' };
      response.writeHead(status, headers).end(body);
    };
    request.resume().on('end', () => {
      if (request.method === 'GET') {
        if (name.startsWith('notices')) answer(200, '{"notices":[],"next":"n"}');
        else if (effects.has(name)) answer(200, receiptOf(name));
        else answer(404, '{"type":"not-found","status":404}');
        return;
      }
      const digest = request.headers['content-digest'];
      effects.set(name, (effects.get(name) ?? 0) + 1);
      if (typeof digest === 'string') digests.set(name, digest);
      ledger.onEffect();
      // Only Naru's documents carry a digest; the others are content with any answer.
      const reply = (): void =>
        digest === undefined ? answer(202, '{}') : answer(201, receiptOf(name));
      const ms = ledger.delay();
      if (ms === 0) reply();
      else setTimeout(reply, ms);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = addressSchema.parse(server.address());
  return Object.assign(ledger, {
    url: `http://127.0.0.1:${port}`,
    effects,
    forget() {
      effects.clear();
      digests.clear();
    },
    close: () => void server.close(),
  });
}

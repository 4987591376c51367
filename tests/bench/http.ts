import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { z } from 'zod';
import axios from 'axios';
import { createHttpGateway } from '../../main/central/index.ts';
import { drain } from './durable.ts';
import { compare, type Comparison, type Contender } from './measure.ts';
import { sampleFiling } from './samples.ts';

const addressSchema = z.object({ port: z.number() });

/** The whole way with real HTTP, against axios alone putting the same bytes to the same server. */
export async function benchHttp(folder: string, pieces: number): Promise<Comparison[]> {
  const server = takeEverything();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = addressSchema.parse(server.address());
  const url = `http://127.0.0.1:${port}`;
  try {
    const gateway = createHttpGateway({ baseUrl: url, token: () => null, userAgent: 'bench' });
    const ours = drain(folder, 'http', gateway, pieces);
    return await compare([axiosAlone(url), ours], 15, Math.floor(pieces / 16));
  } finally {
    server.close();
  }
}

function axiosAlone(url: string): Contender {
  const body = JSON.stringify(sampleFiling(1).declaration).repeat(2);
  let n = 0;
  return {
    name: 'axios alone, a connection each',
    async once() {
      n += 1;
      const no = `1234526${String(n % 1_000_000).padStart(6, '0')}M`;
      await axios.put(`${url}/v1/declarations/${no}`, body, {
        headers: { 'Content-Type': 'application/xml', 'Content-Digest': 'none' },
      });
    },
  };
}

/** Answers every sending with its receipt, and every look at the notices with none. */
function takeEverything(): Server {
  return createServer((request, response) => {
    request.resume().on('end', () => {
      response.setHeader('Content-Type', 'application/json');
      response.setHeader('Connection', 'close');
      if (request.method === 'GET') {
        response.end(JSON.stringify({ notices: [], next: '' }));
        return;
      }
      const declarationNo = request.url?.split('/').at(-1) ?? '';
      response.statusCode = 201;
      response.end(
        JSON.stringify({
          declarationNo,
          state: 'received',
          receiptNo: `R-${declarationNo}`,
          receivedAt: '2026-11-23T00:00:00Z',
          digest: request.headers['content-digest'],
        }),
      );
    });
  });
}

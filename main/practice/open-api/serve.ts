import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../../shared/time.ts';
import type { Traffic } from '../central-server.ts';
import type { Ask, Plan } from '../plan.ts';
import { answer, type Offices } from './answer.ts';

export interface OpenApiOptions extends Offices {
  clock: Clock;
  /** The fate of a call, in the scenario of the moment. */
  planFor(ask: Ask): Plan;
  /** Is told of requests that are here, and of their end. */
  traffic?: Traffic | undefined;
}

/** The open API of practice customs, on the same servers as its filing service. */
export interface OpenApiServer {
  /** Answers a request that is one of the open API's; `false` where it is not. */
  handle(request: IncomingMessage, response: ServerResponse): boolean;
  /** Breaks the connections that are never to be answered. */
  letGo(): void;
  close(): void;
}

const restPath = /^\/ext\/rest\/([^?]+)/;
const reissuePath = /^\/practice\/reissue\/(P[0-9A-Z]{1,12})$/;

export function serveOpenApi(options: OpenApiOptions): OpenApiServer {
  const { clock } = options;
  const closing = new AbortController();
  const mute = new Set<ServerResponse>();
  const askedBefore = new Map<string, number>();

  async function serve(service: string, url: URL, response: ServerResponse): Promise<void> {
    const { searchParams: query } = url;
    const subject = `${service} ${query.get('persEcm') ?? query.get('cargMtNo') ?? ''}`;
    const nth = (askedBefore.get(subject) ?? 0) + 1;
    askedBefore.set(subject, nth);
    const { answer: planned, workMs } = options.planFor({
      want: 'look-up',
      subject,
      nth,
      now: clock.now(),
    });
    const afterMs = 'afterMs' in planned ? planned.afterMs : (workMs ?? 0);
    if (planned.is === 'silence') return void mute.add(response);
    if (afterMs > 0) await clock.sleep(afterMs, closing.signal);
    if (planned.is === 'reset' || closing.signal.aborted) return breakOff(response);
    if (planned.is === 'busy' || planned.is === 'error') return page(response, 502, 'Bad Gateway');
    if (planned.is === 'page') return page(response, 200, '점검 안내');
    if (planned.delivery === 'reset') return breakOff(response);
    const text = answer(service, query, options, clock.now());
    if (text === null) return page(response, 404, 'Not Found');
    const body = Buffer.from(text);
    const length = { 'content-length': body.length };
    response.writeHead(200, { 'content-type': 'application/xml;charset=UTF-8', ...length });
    if (planned.delivery === 'whole') response.end(body);
    else response.write(body.subarray(0, body.length >> 1), () => breakOff(response));
  }

  return {
    handle(request, response) {
      const path = request.url ?? '';
      const reissue = request.method === 'POST' ? reissuePath.exec(path) : null;
      if (reissue?.[1] !== undefined) {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ code: options.registry.reissue(reissue[1]) }));
        return true;
      }
      const service = restPath.exec(path)?.[1];
      if (service === undefined) return false;
      options.traffic?.came(response);
      response.on('finish', () => options.traffic?.went(response));
      response.on('close', () => {
        mute.delete(response);
        options.traffic?.went(response);
      });
      serve(service, new URL(path, 'http://practice'), response).catch(() => breakOff(response));
      return true;
    },
    letGo() {
      for (const response of mute) breakOff(response);
      mute.clear();
    },
    close() {
      if (closing.signal.aborted) return;
      closing.abort();
      options.registry.save(clock.now());
      options.own.close();
    },
  };
}

function breakOff(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}

function page(response: ServerResponse, status: number, title: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' });
  response.end(
    `<html><head><title>${status} ${title}</title></head><body><h1>${status} ${title}</h1></body></html>\n`,
  );
}

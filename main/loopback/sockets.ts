import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { chunkBytes } from '../../shared/contract/index.ts';
import { type Relay, webSocketPort } from '../../shared/port/index.ts';
import { askedOf, hasSession, type Site } from './answer-request.ts';
import { refuse } from './guards.ts';

export interface Sockets {
  /** Answers an `Upgrade`: turns it away or makes it a face of the engine. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Pings every page; one that has not answered the last ping is cut off. */
  beat(): void;
  close(): void;
}

/** A chunk of a file as base64, and room for what is around it. */
const largestMessage = 2 * chunkBytes;
/** A page that takes in nothing while this much waits for it is gone or hangs. */
const mostUnsentBytes = 64 * 1024 * 1024;
const mostSockets = 32;
/** Time between two beats. */
export const beatMs = 30_000;

const statusTexts = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  421: 'Misdirected Request',
  503: 'Service Unavailable',
} as const;

export function createSockets(site: Site, relay: Relay): Sockets {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: largestMessage,
    perMessageDeflate: false,
  });
  const silent = new WeakSet<WebSocket>();

  function judge(request: IncomingMessage): keyof typeof statusTexts | null {
    const refusal = refuse(askedOf(request, true), site.port);
    if (refusal !== null) return refusal.status;
    if (request.url !== '/engine') return 404;
    if (!hasSession(site, request)) return 401;
    return server.clients.size >= mostSockets ? 503 : null;
  }

  server.on('connection', (socket) => {
    // What is wrong with a frame ends the socket by itself; the page opens a new one.
    socket.on('error', () => undefined);
    socket.on('pong', () => silent.delete(socket));
    relay.addFace(webSocketPort(socket));
  });

  return {
    upgrade(request, socket, head) {
      socket.on('error', () => undefined);
      const status = judge(request);
      if (status !== null) {
        socket.end(
          `HTTP/1.1 ${status} ${statusTexts[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
        );
        return;
      }
      server.handleUpgrade(request, socket, head, (opened) => {
        server.emit('connection', opened, request);
      });
    },
    beat() {
      for (const socket of server.clients) {
        if (silent.has(socket) || socket.bufferedAmount > mostUnsentBytes) {
          socket.terminate();
        } else {
          silent.add(socket);
          socket.ping();
        }
      }
    },
    close() {
      for (const socket of server.clients) socket.terminate();
      server.close();
    },
  };
}

import net from 'node:net';
import type { AddressInfo } from 'node:net';

/** A server of bare TCP that does to each connection what the test says. */
export interface RawServer {
  readonly port: number;
  readonly url: string;
  readonly connections: number;
  /** The whole requests that came in, as text. */
  readonly requests: string[];
  close(): Promise<void>;
}

export interface RawBehaviour {
  /** As soon as somebody has connected. */
  onConnection?: (socket: net.Socket) => void;
  /** When a request has been read to its last byte. */
  onRequest?: (socket: net.Socket, request: string) => void;
}

export async function startRawServer(behaviour: RawBehaviour): Promise<RawServer> {
  const sockets = new Set<net.Socket>();
  const requests: string[] = [];
  let connections = 0;
  const server = net.createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    behaviour.onConnection?.(socket);
    let received = '';
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      if (!isWhole(received)) return;
      requests.push(received);
      behaviour.onRequest?.(socket, received);
      received = '';
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = addressOf(server);
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    requests,
    get connections() {
      return connections;
    },
    close: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

export function addressOf(server: net.Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address;
}

function isWhole(received: string): boolean {
  const end = received.indexOf('\r\n\r\n');
  if (end < 0) return false;
  const length = /^content-length: (\d+)\r$/im.exec(received.slice(0, end + 2));
  return received.length - end - 4 >= Number(length?.[1] ?? 0);
}

/** An HTTP/1.1 answer as it goes over the wire, ending with the connection. */
export function rawAnswer(
  status: number,
  body: string | Uint8Array,
  headers: Record<string, string> = {},
): Buffer {
  const bytes = Buffer.from(body);
  const all = { 'Content-Length': String(bytes.length), Connection: 'close', ...headers };
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status} x\r\n${head.join('')}\r\n`), bytes]);
}

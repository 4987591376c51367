import net from 'node:net';
import tls from 'node:tls';
import type { Hop, ProxyHop } from './outward.ts';

/** Why no way through a proxy came about. */
export class ProxyError extends Error {
  /** `far`: the proxy works and could not reach what lies behind it. */
  readonly side: 'proxy' | 'far';
  constructor(side: ProxyError['side'], message: string) {
    super(message);
    this.name = 'ProxyError';
    this.side = side;
  }
}

export interface Destination {
  host: string;
  port: number;
}

/** A proxy that does not answer gets this long where another way is left, in milliseconds. */
const patienceMs = 5000;

/**
 * Connects to a destination by the first of several ways that is there. What a proxy is told is
 * where to; of the request itself nothing leaves before the way stands.
 * @throws {ProxyError} or the system's error of the last way
 */
export async function connectBy(
  hops: readonly Hop[],
  to: Destination,
  how: { signal: AbortSignal; direct(): Promise<net.Socket> },
): Promise<net.Socket> {
  let last: unknown = new ProxyError('proxy', 'no proxy that is spoken here');
  for (const [index, hop] of hops.entries()) {
    const isLast = index === hops.length - 1;
    const signal = isLast
      ? how.signal
      : AbortSignal.any([how.signal, AbortSignal.timeout(patienceMs)]);
    try {
      return hop.is === 'direct' ? await how.direct() : await throughProxy(hop, to, signal);
    } catch (error) {
      last = error;
      // What the proxy itself has said of the way stands; only one that is not there has a deputy.
      if (how.signal.aborted || error instanceof ProxyError) break;
    }
  }
  if (last instanceof ProxyError) throw last;
  const hop = hops.at(-1);
  if (hop === undefined || hop.is === 'direct') throw last;
  throw new ProxyError('proxy', last instanceof Error ? last.message : String(last));
}

async function throughProxy(
  hop: ProxyHop,
  to: Destination,
  signal: AbortSignal,
): Promise<net.Socket> {
  const socket = await connectToProxy(hop, signal);
  const stop = (): void => void socket.destroy(new Error('given up'));
  signal.addEventListener('abort', stop, { once: true });
  try {
    await (hop.is === 'socks5' ? askSocks(socket, hop, to) : askConnect(socket, hop, to));
    return socket;
  } catch (error) {
    socket.on('error', () => {});
    socket.destroy();
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function connectToProxy({ is, host, port }: ProxyHop, signal: AbortSignal): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    const socket =
      is === 'https'
        ? tls.connect({
            host,
            port,
            servername: net.isIP(host) === 0 ? host : '',
            ALPNProtocols: ['http/1.1'],
          })
        : net.connect({ host, port, noDelay: true });
    const stop = (): void => void socket.destroy(new Error('given up'));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    const fail = (error: Error): void => {
      signal.removeEventListener('abort', stop);
      reject(error);
    };
    socket.once('error', fail);
    socket.once(is === 'https' ? 'secureConnect' : 'connect', () => {
      signal.removeEventListener('abort', stop);
      socket.off('error', fail);
      resolve(socket);
    });
  });
}

const longestHead = 16 * 1024;

/** `CONNECT` (RFC 9110, 9.3.6), for plain http too: only a tunnel tells whether the way stands. */
async function askConnect(socket: net.Socket, hop: ProxyHop, to: Destination): Promise<void> {
  const host = net.isIP(to.host) === 6 ? `[${to.host}]` : to.host;
  const lines = [`CONNECT ${host}:${to.port} HTTP/1.1`, `Host: ${host}:${to.port}`];
  if (hop.credentials !== null) {
    const { user, password } = hop.credentials;
    lines.push(
      `Proxy-Authorization: Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
    );
  }
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  const head = await read(socket, (so) => {
    const end = so.indexOf('\r\n\r\n');
    if (end === -1 && so.length > longestHead) throw new ProxyError('proxy', 'no head');
    return end === -1 ? null : end + 4;
  });
  const status = /^HTTP\/1\.[01] (\d{3})/.exec(head.toString('latin1'))?.[1];
  if (status === undefined) throw new ProxyError('proxy', 'no HTTP proxy');
  if (status.startsWith('2')) return;
  throw new ProxyError(/^50[234]$/.test(status) ? 'far' : 'proxy', `HTTP ${status}`);
}

/** SOCKS 5 (RFC 1928) with a name and password (RFC 1929) where there are any. */
async function askSocks(socket: net.Socket, hop: ProxyHop, to: Destination): Promise<void> {
  const { credentials } = hop;
  socket.write(credentials === null ? Buffer.of(5, 1, 0) : Buffer.of(5, 2, 0, 2));
  const [version, method] = await read(socket, () => 2);
  if (version !== 5) throw new ProxyError('proxy', 'no SOCKS 5 proxy');
  if (method === 2 && credentials !== null) {
    const user = Buffer.from(credentials.user);
    const password = Buffer.from(credentials.password);
    socket.write(
      Buffer.concat([Buffer.of(1, user.length), user, Buffer.of(password.length), password]),
    );
    const [, refused] = await read(socket, () => 2);
    if (refused !== 0) throw new ProxyError('proxy', 'credentials refused');
  } else if (method !== 0) throw new ProxyError('proxy', 'credentials needed');
  socket.write(Buffer.concat([Buffer.of(5, 1, 0), socksAddress(to)]));
  const answer = await read(socket, (so) => {
    if (so.length < 5) return null;
    const kind = so[3];
    const length = kind === 1 ? 4 : kind === 4 ? 16 : 1 + (so[4] ?? 0);
    return 6 + length;
  });
  const reply = answer[1] ?? 255;
  if (reply === 0) return;
  throw new ProxyError(reply >= 3 && reply <= 6 ? 'far' : 'proxy', `SOCKS ${reply}`);
}

function socksAddress({ host, port }: Destination): Buffer {
  const at = Buffer.of(port >> 8, port & 255);
  if (net.isIP(host) === 4)
    return Buffer.concat([Buffer.of(1), Buffer.from(host.split('.').map(Number)), at]);
  if (net.isIP(host) === 6) return Buffer.concat([Buffer.of(4), ipv6Bytes(host), at]);
  const name = Buffer.from(host);
  return Buffer.concat([Buffer.of(3, name.length), name, at]);
}

const groups = (text: string): number[] =>
  text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));

function ipv6Bytes(address: string): Buffer {
  const [head = '', tail] = address.split('::');
  const first = groups(head);
  const last = tail === undefined ? [] : groups(tail);
  const zeros = Array.from({ length: 8 - first.length - last.length }, () => 0);
  return Buffer.from([...first, ...zeros, ...last].flatMap((group) => [group >> 8, group & 255]));
}

/** Reads as much as `length` says of what has come so far (`null`: not enough yet); the rest is put back. */
function read(socket: net.Socket, length: (so: Buffer) => number | null): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let so = Buffer.alloc(0);
    const end = (): void => {
      socket.off('readable', look);
      socket.off('end', cut);
      socket.off('close', cut);
      socket.off('error', fail);
    };
    const fail = (error: unknown): void => {
      end();
      reject(error);
    };
    const cut = (): void => fail(new ProxyError('proxy', 'hung up'));
    const look = (): void => {
      for (let chunk: unknown = socket.read(); chunk !== null; chunk = socket.read())
        if (Buffer.isBuffer(chunk)) so = Buffer.concat([so, chunk]);
      try {
        const needed = length(so);
        if (needed === null || so.length < needed) return;
        end();
        if (so.length > needed) socket.unshift(so.subarray(needed));
        resolve(so.subarray(0, needed));
      } catch (error) {
        fail(error);
      }
    };
    socket.on('readable', look);
    socket.on('end', cut);
    socket.on('close', cut);
    socket.on('error', fail);
    look();
  });
}

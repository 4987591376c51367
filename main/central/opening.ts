import net from 'node:net';
import tls from 'node:tls';
import { hostOf, isOnThisComputer, portOf, type Outward } from './outward.ts';
import { connectBy } from './tunnel.ts';

/** A connection that is being made. */
export interface Opening {
  /** Gives it up, however far it has come. */
  destroy(): void;
  /** What goes wrong with the socket is the taker's from now on. */
  handOver(): void;
}

export interface OpeningTold {
  /** The destination is there: TCP stands, straight or through a tunnel; what fails now is TLS. */
  reached(): void;
  /** It stands, for https with TLS and the certificate believed. */
  stands(socket: net.Socket): void;
  /** Told once, and only before it was handed over. */
  failed(error: Error): void;
}

/** A dual-stack host's first address gets this long: one lost SYN of an overloaded system is repeated after 1 s. */
const addressAttemptMs = 2500;

/** Begins to connect to where a URL points, by the ways and with the certificates of `outward`. */
export function openSocket(url: URL, outward: Outward, told: OpeningTold): Opening {
  const isSecure = url.protocol === 'https:';
  const stop = new AbortController();
  let socket: net.Socket | null = null;
  let isOver = false;

  const onError = (error: Error): void => {
    if (isOver) return;
    isOver = true;
    told.failed(error);
  };
  function follow(opened: net.Socket): void {
    socket = opened;
    opened.on('error', onError);
    // What a closed socket still has to say is of no interest, and must not end the process.
    opened.on('error', ignore);
    if (stop.signal.aborted) opened.destroy();
  }

  /** What TLS is to be spoken with, before anybody is spoken to; `null` where that cannot be read. */
  function ownTls(): tls.ConnectionOptions | null {
    try {
      return isSecure ? tlsOptions(url, outward) : {};
    } catch (error) {
      told.reached();
      queueMicrotask(() => onError(asError(error)));
      return null;
    }
  }

  function straight(options: tls.ConnectionOptions): void {
    const opened = isSecure
      ? tls.connect({ ...address(url), ...options })
      : net.connect(address(url));
    follow(opened);
    opened.once('connect', () => told.reached());
    opened.once(isSecure ? 'secureConnect' : 'connect', () => told.stands(opened));
  }

  async function byHops(
    hops: NonNullable<Outward['hops']>,
    options: tls.ConnectionOptions,
  ): Promise<void> {
    const raw = await connectBy(
      await hops(url),
      { host: hostOf(url), port: portOf(url) },
      { signal: stop.signal, direct: () => connectStraight(url, stop.signal) },
    );
    follow(raw);
    if (stop.signal.aborted) return;
    told.reached();
    if (!isSecure) {
      told.stands(raw);
      return;
    }
    const opened = tls.connect({ socket: raw, ...options });
    follow(opened);
    opened.once('secureConnect', () => told.stands(opened));
  }

  const { hops } = outward;
  const options = ownTls();
  if (options !== null) {
    if (hops === null || isOnThisComputer(url)) straight(options);
    else byHops(hops, options).catch((error: unknown) => onError(asError(error)));
  }

  return {
    destroy() {
      stop.abort();
      socket?.destroy();
    },
    handOver() {
      isOver = true;
      socket?.off('error', onError);
    },
  };
}

function ignore(): void {}

const asError = (error: unknown): Error =>
  error instanceof Error ? error : new Error(String(error));

function connectStraight(url: URL, signal: AbortSignal): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(address(url));
    const stop = (): void => void socket.destroy(new Error('given up'));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    socket.once('error', reject);
    socket.once('connect', () => {
      signal.removeEventListener('abort', stop);
      socket.off('error', reject);
      resolve(socket);
    });
  });
}

function address(url: URL): { host: string; port: number; noDelay: true } & net.TcpNetConnectOpts {
  return {
    host: hostOf(url),
    port: portOf(url),
    noDelay: true,
    autoSelectFamilyAttemptTimeout: addressAttemptMs,
  };
}

function tlsOptions(url: URL, { context }: Outward): tls.ConnectionOptions {
  const host = hostOf(url);
  return {
    host,
    servername: net.isIP(host) === 0 ? host : '',
    ALPNProtocols: ['http/1.1'],
    rejectUnauthorized: true,
    ...(context === null ? {} : { secureContext: context(url) }),
  };
}

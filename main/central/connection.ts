import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import tls from 'node:tls';
import type { Duplex } from 'node:stream';

/** One connection for one request, and what is certain about it. */
export interface Connection {
  readonly agent: http.Agent;
  /** Whether TCP, and for https TLS with the certificate believed, stood: only then can a byte have left. */
  stood(): boolean;
  /** Whether TCP stood, so that what failed afterwards was TLS. */
  reached(): boolean;
  /** Whether it stood, and nothing was to leave any more. */
  held(): boolean;
  /** Why it did not stand. */
  failure(): Error | null;
  close(): void;
}

/** A dual-stack host's first address gets this long: one lost SYN of an overloaded system is repeated after 1 s. */
const addressAttemptMs = 2500;

/**
 * Prepares the connection for one request. The request gets its socket only when the connection
 * stands; before that there is nothing that could carry a byte of it, which is what makes
 * "not sent" a certainty. Nothing is kept alive: whether a stale socket was closed before or after
 * the request was read, nobody could tell.
 * @param mayLeave asked when it stands: where it says no, the request does not get it
 */
export function prepareConnection(
  url: URL,
  ca: readonly string[],
  mayLeave: () => boolean,
): Connection {
  let socket: net.Socket | null = null;
  let reached = false;
  let stood = false;
  let closed = false;
  let held = false;
  let failure: Error | null = null;

  const open = (callback: (error: Error | null, stream: Duplex) => void): void => {
    const secure = url.protocol === 'https:';
    const opened = openSocket(url, ca);
    socket = opened;
    if (closed) opened.destroy();
    const onFailure = (error: Error): void => {
      failure = error;
      callback(error, opened);
    };
    opened.once('error', onFailure);
    opened.once('connect', () => {
      reached = true;
    });
    opened.once(secure ? 'secureConnect' : 'connect', () => {
      onceOthersAreRead(() => {
        if (closed || failure !== null) return;
        held = !mayLeave();
        if (held) {
          opened.destroy(new Error('nothing is to leave any more'));
          return;
        }
        stood = true;
        opened.removeListener('error', onFailure);
        callback(null, opened);
      });
    });
  };

  return {
    agent: url.protocol === 'https:' ? new TlsAgent(open) : new TcpAgent(open),
    stood: () => stood,
    reached: () => reached,
    held: () => held,
    failure: () => failure,
    close: () => {
      closed = true;
      // What a closed socket still has to say is of no interest, and must not end the process.
      socket?.on('error', () => {});
      socket?.destroy();
    },
  };
}

/** A round of the event loop that took longer, in milliseconds, left answers unread that came during it. */
const longRoundMs = 5;
const mostRounds = 10;

/** Goes on once the answers to other requests that are here already were read. */
function onceOthersAreRead(goOn: () => void, rounds = mostRounds): void {
  const from = performance.now();
  setImmediate(() => {
    if (rounds === 1 || performance.now() - from < longRoundMs) goOn();
    else onceOthersAreRead(goOn, rounds - 1);
  });
}

type Open = (callback: (error: Error | null, stream: Duplex) => void) => void;

class TcpAgent extends http.Agent {
  readonly #open: Open;
  constructor(open: Open) {
    super({ keepAlive: false });
    this.#open = open;
  }
  override createConnection(
    _options: http.ClientRequestArgs,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): null {
    if (callback !== undefined) this.#open(callback);
    return null;
  }
}

class TlsAgent extends https.Agent {
  readonly #open: Open;
  constructor(open: Open) {
    super({ keepAlive: false, maxCachedSessions: 0 });
    this.#open = open;
  }
  override createConnection(
    _options: https.RequestOptions,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): null {
    if (callback !== undefined) this.#open(callback);
    return null;
  }
}

function address(url: URL): { host: string; port: number; noDelay: true } & net.TcpNetConnectOpts {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  return { host, port, noDelay: true, autoSelectFamilyAttemptTimeout: addressAttemptMs };
}

/** Begins to connect, for https with TLS; a certificate that is not believed is an error. */
export function openSocket(url: URL, ca: readonly string[]): net.Socket {
  return url.protocol === 'https:' ? openTls(url, ca) : net.connect(address(url));
}

function openTls(url: URL, ca: readonly string[]): tls.TLSSocket {
  const to = address(url);
  return tls.connect({
    ...to,
    servername: net.isIP(to.host) === 0 ? to.host : '',
    ALPNProtocols: ['http/1.1'],
    rejectUnauthorized: true,
    ...(ca.length === 0 ? {} : { ca: [...tls.rootCertificates, ...ca] }),
  });
}

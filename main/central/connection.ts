import http from 'node:http';
import https from 'node:https';
import { PassThrough, type Duplex } from 'node:stream';
import { openSocket, type Opening } from './opening.ts';
import type { Outward } from './outward.ts';

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

/**
 * Prepares the connection for one request. The request gets its socket only when the connection
 * stands; before that there is nothing that could carry a byte of it, which is what makes
 * "not sent" a certainty. Nothing is kept alive: whether a stale socket was closed before or after
 * the request was read, nobody could tell.
 * @param mayLeave asked when it stands: where it says no, the request does not get it
 */
export function prepareConnection(url: URL, outward: Outward, mayLeave: () => boolean): Connection {
  let opening: Opening | null = null;
  let reached = false;
  let stood = false;
  let closed = false;
  let held = false;
  let failure: Error | null = null;

  const open = (callback: (error: Error | null, stream: Duplex) => void): void => {
    // Asked for once it was given up: there is nobody to connect for.
    if (closed) return;
    const started = openSocket(url, outward, {
      reached: () => {
        reached = true;
      },
      failed(error) {
        failure = error;
        callback(error, new PassThrough());
      },
      stands(socket) {
        onceOthersAreRead(() => {
          if (closed || failure !== null) return;
          held = !mayLeave();
          if (held) {
            socket.destroy(new Error('nothing is to leave any more'));
            return;
          }
          stood = true;
          started.handOver();
          callback(null, socket);
        });
      },
    });
    opening = started;
  };

  return {
    agent: url.protocol === 'https:' ? new TlsAgent(open) : new TcpAgent(open),
    stood: () => stood,
    reached: () => reached,
    held: () => held,
    failure: () => failure,
    close: () => {
      closed = true;
      opening?.destroy();
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

import type { EngineClient, EngineEvent } from '../shared/contract/index.ts';
import {
  connectBridge,
  connectEngine,
  webSocketPort,
  type NaruBridge,
} from '../shared/port/index.ts';

/** Whether the engine can be spoken to. */
export type Connection = 'connecting' | 'open' | 'lost';

/** The engine and the line to it, whatever host carries it. */
export interface Bridge {
  client: EngineClient;
  /** Is told at once how the connection is, and whenever that changes. */
  onConnection(handler: (connection: Connection) => void): void;
}

declare global {
  /** Given by the preload where the desktop host shows the page. */
  var naru: NaruBridge | undefined;
}

/** The desktop host's bridge where there is one, else the loopback host's socket. */
export function openBridge(): Bridge {
  return globalThis.naru === undefined
    ? webSocketBridge(socketAddress(location))
    : preloadBridge(globalThis.naru);
}

/** Inside one program the line stands as long as the window does; an engine that ends is fatal. */
function preloadBridge(naru: NaruBridge): Bridge {
  return { client: connectBridge(naru), onConnection: (handler) => handler('open') };
}

const firstWaitMs = 500;
const longestWaitMs = 5000;

/** Over a WebSocket on the page's own origin; a lost one is opened again until it holds. */
function webSocketBridge(url: URL): Bridge {
  const subscribers = new Set<(event: EngineEvent) => void>();
  const connectionHandlers = new Set<(connection: Connection) => void>();
  let connection: Connection = 'connecting';
  let waitMs = firstWaitMs;
  let engine = connect();

  function connect(): EngineClient {
    const socket = new WebSocket(url);
    const port = webSocketPort(socket);
    const client = connectEngine(port);
    client.subscribe((event) => {
      for (const subscriber of subscribers) subscriber(event);
    });
    socket.addEventListener('open', () => {
      waitMs = firstWaitMs;
      move('open');
    });
    port.onClose(() => {
      move('lost');
      setTimeout(() => {
        engine = connect();
      }, waitMs);
      waitMs = Math.min(longestWaitMs, waitMs * 2);
    });
    return client;
  }

  function move(next: Connection): void {
    connection = next;
    for (const handler of connectionHandlers) handler(next);
  }

  return {
    client: {
      call: (name, input) => engine.call(name, input),
      subscribe(handler) {
        subscribers.add(handler);
        return () => {
          subscribers.delete(handler);
        };
      },
    },
    onConnection(handler) {
      connectionHandlers.add(handler);
      handler(connection);
    },
  };
}

function socketAddress(page: Location): URL {
  const url = new URL('/engine', page.href);
  url.protocol = page.protocol === 'https:' ? 'wss:' : 'ws:';
  return url;
}

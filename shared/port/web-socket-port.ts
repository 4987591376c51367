import { createPort, type Port } from './port.ts';

/** What a port needs of a WebSocket: that of a browser and that of `ws` both fit. */
export interface SocketLike {
  readonly readyState: number;
  send(data: string): void;
  close(code?: number, reason?: string): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  addEventListener(type: 'open' | 'close', listener: () => void): void;
}

const connecting = 0;
const openState = 1;
/** RFC 6455, 7.4.1: data that does not fit its type. */
const badData = 1007;

/** A port over a WebSocket, one JSON text per message; posts made before it opens are kept. */
export function webSocketPort(socket: SocketLike): Port {
  const unsent: string[] = [];
  const end = createPort({
    send(message) {
      const text = JSON.stringify(message);
      if (socket.readyState === connecting) unsent.push(text);
      else if (socket.readyState === openState) socket.send(text);
    },
    close: () => socket.close(),
  });
  socket.addEventListener('open', () => {
    for (const text of unsent.splice(0)) socket.send(text);
  });
  socket.addEventListener('message', (event) => {
    const message = parseJson(event.data);
    if (message === undefined) socket.close(badData);
    else end.deliver(message);
  });
  socket.addEventListener('close', () => end.ended());
  return end.port;
}

/** `undefined` where it is no JSON text. */
function parseJson(data: unknown): unknown {
  if (typeof data !== 'string') return undefined;
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}

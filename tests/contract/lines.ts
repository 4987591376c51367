import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { WebSocket, WebSocketServer } from 'ws';
import { ipcPort, parentPort } from '../../main/engine/process-ports.ts';
import { utilityPort } from '../../main/desktop/utility-port.ts';
import { memoryPorts, type Port, serveEngine, webSocketPort } from '../../shared/port/index.ts';
import { createSmallEngine } from '../fakes/small-engine.ts';
import { fakeUtilityProcess } from '../fakes/utility-process.ts';

/** A line with the small engine at its other end. */
export interface Line {
  port: Port;
  /** Ends the engine's side, as a crash does. */
  sever(): void;
  close(): Promise<void>;
}

/** Every way in which a face can reach the engine. */
export const lines: Readonly<Record<string, () => Promise<Line>>> = {
  memory,
  WebSocket: webSocket,
  'Node child process': nodeChild,
  'Electron utility process': electronChild,
};

async function memory(): Promise<Line> {
  const [port, other] = memoryPorts();
  serveEngine(other, createSmallEngine());
  return { port, sever: () => other.close(), close: async () => port.close() };
}

async function webSocket(): Promise<Line> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const others: Port[] = [];
  server.on('connection', (socket) => {
    const other = webSocketPort(socket);
    others.push(other);
    serveEngine(other, createSmallEngine());
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const port = webSocketPort(new WebSocket(`ws://127.0.0.1:${address.port}`));
  return {
    port,
    sever: () => others.forEach((other) => other.close()),
    async close() {
      port.close();
      for (const client of server.clients) client.terminate();
      server.close();
      await once(server, 'close');
    },
  };
}

async function nodeChild(): Promise<Line> {
  const entry = fileURLToPath(new URL('../fakes/small-engine-process.ts', import.meta.url));
  const child = fork(entry, [import.meta.dirname, 'test'], { execArgv: [] });
  const exited = once(child, 'exit');
  const port = ipcPort(child);
  return {
    port,
    sever: () => child.kill('SIGKILL'),
    async close() {
      port.close();
      await exited;
    },
  };
}

async function electronChild(): Promise<Line> {
  const { child, parent } = fakeUtilityProcess();
  serveEngine(parentPort(parent), createSmallEngine());
  const port = utilityPort(child);
  return { port, sever: () => child.kill(), close: async () => port.close() };
}

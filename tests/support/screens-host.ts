import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { WebSocketServer } from 'ws';
import { contentSecurityPolicy, serveEngine, webSocketPort } from '../../shared/port/index.ts';
import type { Service } from '../../shared/port/index.ts';

const folder = path.resolve(import.meta.dirname, '../../out/renderer');
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export interface ScreensHost {
  url: string;
  /** Cuts every page off from the engine, as when its process has ended. */
  cut(): void;
  close(): Promise<void>;
}

/** Serves the built page under its real content security policy, with an engine of the test's. */
export async function startScreensHost(service: Service): Promise<ScreensHost> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const file = path.join(folder, path.normalize(pathname === '/' ? '/index.html' : pathname));
    readFile(file).then(
      (body) => {
        response.writeHead(200, {
          'Content-Type': types[path.extname(file)] ?? 'application/octet-stream',
          'Content-Security-Policy': contentSecurityPolicy(),
        });
        response.end(body);
      },
      () => response.writeHead(404).end(),
    );
  });
  const sockets = new WebSocketServer({ server, path: '/engine' });
  sockets.on('connection', (socket) => serveEngine(webSocketPort(socket), service));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    cut() {
      for (const socket of sockets.clients) socket.terminate();
    },
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

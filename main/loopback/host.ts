import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { NaruError, type Problem } from '../../shared/errors.ts';
import { createRelay } from '../../shared/port/index.ts';
import { engineEntry } from '../engine/engine-entry.ts';
import { superviseEngine } from '../engine/supervise.ts';
import { silentLog, type Log } from '../log/index.ts';
import { loggedSupervision } from '../log/logged-supervision.ts';
import { answerRequest, type Site } from './answer-request.ts';
import { launchEngineChild } from './engine-child.ts';
import { createEntry } from './entry.ts';
import { loopbackAddress, loopbackAuthority } from './guards.ts';
import { beatMs, createSockets } from './sockets.ts';

export interface LoopbackOptions {
  dataFolder: string;
  /** Where the built page is. */
  rendererFolder: string;
  /** 0 or absent takes a random free port. */
  port?: number;
  log?: Log;
  /** Of the engine's process; for tests. */
  entry?: string;
  patience?: Patience;
  /** Is told why the engine could not start; it is tried again meanwhile. */
  onProblem?(problem: Problem): void;
  onCrash?(): void;
  /** Is told whenever the engine is up. */
  onReady?(): void;
}

/** How long a line may take to say what it wants, in milliseconds. */
export interface Patience {
  headersMs: number;
  requestMs: number;
  /** How often lines are looked at. */
  checkMs: number;
}
const patience: Patience = { headersMs: 10_000, requestMs: 30_000, checkMs: 5000 };

/** Any user of this computer can open lines; they must not use up what the host has. */
const mostLines = 256;

export interface LoopbackHost {
  /** The first one-time link. */
  link: string;
  /** Without a token: works in a window that has entered. */
  url: string;
  /** A fresh one-time link; one that is unused so far is void. */
  newLink(): string;
  /** `null` when the engine came up, else why its first start failed. */
  started: Promise<Problem | null>;
  close(): Promise<void>;
}

/**
 * Serves the page and the engine to this computer's browsers, and to nobody else.
 * @throws {NaruError} `port-in-use`
 */
export async function startLoopbackHost(options: LoopbackOptions): Promise<LoopbackHost> {
  const { headersMs, requestMs, checkMs } = options.patience ?? patience;
  const server = createServer({
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    connectionsCheckingInterval: checkMs,
  });
  server.maxConnections = mostLines;
  const port = await listen(server, options.port ?? 0);
  const site: Site = { port, rendererFolder: options.rendererFolder, entry: createEntry() };
  const relay = createRelay();
  const sockets = createSockets(site, relay);
  server.on('request', (request, response) => {
    void answerRequest(site, request, response).catch(() => response.destroy());
  });
  server.on('upgrade', (request, socket, head) => sockets.upgrade(request, socket, head));
  const beat = setInterval(() => sockets.beat(), beatMs);
  const supervisor = superviseEngine({
    relay,
    launch: () =>
      launchEngineChild(options.entry ?? engineEntry(), options.dataFolder, 'Naru (browser)'),
    after(ms, task) {
      const timer = setTimeout(task, ms);
      return () => clearTimeout(timer);
    },
    ...loggedSupervision(options.log ?? silentLog, options),
  });
  const url = `http://${loopbackAuthority(port)}/`;
  const newLink = (): string => `${url}enter?t=${site.entry.newToken()}`;
  let closed: Promise<void> | null = null;

  async function close(): Promise<void> {
    clearInterval(beat);
    sockets.close();
    server.close();
    server.closeAllConnections();
    await supervisor.close();
  }

  return {
    link: newLink(),
    url,
    newLink,
    started: supervisor.started,
    close() {
      closed ??= close();
      return closed;
    },
  };
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen({ host: loopbackAddress, port, exclusive: true });
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new NaruError('port-in-use', { port }, error);
  }
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');
  return address.port;
}

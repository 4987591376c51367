import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { contentSecurityPolicy } from '../../shared/port/index.ts';
import { pageFile, protectiveHeaders } from '../page/page-files.ts';
import type { Entry } from './entry.ts';
import {
  type Asked,
  isPrefetch,
  loopbackAuthority,
  refuse,
  sessionCookie,
  sessionOf,
} from './guards.ts';
import { plainPage, plainPagePolicy } from './pages.ts';

export interface Site {
  port: number;
  rendererFolder: string;
  entry: Entry;
}

/** Answers one HTTP request: guards, entry by link, then the files of the page. */
export async function answerRequest(
  site: Site,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const refusal = refuse(askedOf(request, false), site.port);
  if (refusal !== null) {
    // What is left of such a request is not waited for.
    response.setHeader('Connection', 'close');
    sendText(response, refusal.status, refusal.reason);
    return;
  }
  const address = new URL(request.url ?? '/', `http://${loopbackAuthority(site.port)}`);
  const known = hasSession(site, request);
  if (address.pathname === '/enter') {
    enter(site, request, response, { token: address.searchParams.get('t') ?? '', known });
    return;
  }
  if (!known) {
    sendNoSession(response);
    return;
  }
  await sendFile(site, response, address.pathname);
}

/** What the guards look at of a request. */
export function askedOf(request: IncomingMessage, upgrade: boolean): Asked {
  return {
    method: request.method ?? '',
    target: request.url ?? '',
    upgrade,
    // Of several Node keeps the first, and others the last: none of them is believed.
    host: timesGiven(request, 'host') === 1 ? request.headers.host : undefined,
    origin: request.headers.origin,
    site: single(request.headers['sec-fetch-site']),
    body:
      request.headers['transfer-encoding'] !== undefined ||
      (request.headers['content-length'] ?? '0') !== '0',
  };
}

export function hasSession(site: Site, request: IncomingMessage): boolean {
  const session = sessionOf(request.headers.cookie, site.port);
  return session !== null && site.entry.isSession(session);
}

function enter(
  site: Site,
  request: IncomingMessage,
  response: ServerResponse,
  visit: { token: string; known: boolean },
): void {
  const lookAhead =
    request.method !== 'GET' ||
    isPrefetch(single(request.headers['sec-purpose']) ?? single(request.headers['purpose']));
  if (lookAhead) {
    sendText(response, 403, 'prefetch');
    return;
  }
  const session = site.entry.exchange(visit.token);
  if (session === null && !visit.known) {
    sendNoSession(response);
    return;
  }
  // A link opened again in the window that used it leads to where that window already is.
  if (session !== null) response.setHeader('Set-Cookie', sessionCookie(site.port, session));
  response.setHeader('Location', '/');
  sendText(response, 303, '');
}

async function sendFile(site: Site, response: ServerResponse, pathname: string): Promise<void> {
  const file = pageFile(site.rendererFolder, pathname);
  const body = file === null ? null : await readFile(file.path).catch(() => null);
  if (file === null || body === null) {
    if (pathname === '/')
      sendPlainPage(response, 503, plainPage('hosts.pageMissingTitle', 'hosts.pageMissing'));
    else sendText(response, 404, 'not found');
    return;
  }
  const sockets = [`ws://${loopbackAuthority(site.port)}`];
  send(response, 200, body, {
    'Content-Type': file.contentType,
    'Cache-Control': file.cacheControl,
    'Content-Security-Policy': contentSecurityPolicy(sockets),
  });
}

function sendNoSession(response: ServerResponse): void {
  sendPlainPage(response, 401, plainPage('hosts.noSessionTitle', 'hosts.noSession'));
}

function sendPlainPage(response: ServerResponse, status: number, html: string): void {
  send(response, status, html, {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    'Content-Security-Policy': plainPagePolicy,
  });
}

function sendText(response: ServerResponse, status: number, text: string): void {
  send(response, status, text, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  });
}

function send(
  response: ServerResponse,
  status: number,
  body: string | Buffer,
  headers: Readonly<Record<string, string>>,
): void {
  response.writeHead(status, {
    ...protectiveHeaders,
    ...headers,
    'Content-Length': Buffer.byteLength(body),
  });
  // Node leaves the body out where the method is HEAD.
  response.end(body);
}

function timesGiven({ rawHeaders }: IncomingMessage, name: string): number {
  return rawHeaders.filter((each, at) => at % 2 === 0 && each.toLowerCase() === name).length;
}

/** A header given twice says nothing that could be trusted. */
function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(',') : value;
}

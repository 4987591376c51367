import { readFile } from 'node:fs/promises';
import { protocol, type Session } from 'electron';
import { contentSecurityPolicy } from '../../shared/port/content-security-policy.ts';
import { pageFile, protectiveHeaders } from '../page/page-files.ts';
import { isPageAddress, pageScheme } from './policy.ts';

/** Makes `app:` an origin of its own; to be called before the application is ready. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: pageScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/** Serves the files of the built page under `app://bundle/`. */
export function servePage(session: Session, folder: string): void {
  session.protocol.handle(pageScheme, (request) => answerPage(request, folder));
}

async function answerPage(
  request: { url: string; method: string },
  folder: string,
): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refusal(405);
  if (!isPageAddress(request.url)) return refusal(403);
  const file = pageFile(folder, new URL(request.url).pathname);
  const body = file === null ? null : await readFile(file.path).catch(() => null);
  if (file === null || body === null) return refusal(404);
  return new Response(request.method === 'HEAD' ? null : new Uint8Array(body), {
    headers: {
      ...protectiveHeaders,
      'Content-Type': file.contentType,
      'Cache-Control': file.cacheControl,
      'Content-Security-Policy': contentSecurityPolicy(),
    },
  });
}

function refusal(status: number): Response {
  return new Response(null, {
    status,
    headers: { ...protectiveHeaders, 'Content-Security-Policy': "default-src 'none'" },
  });
}

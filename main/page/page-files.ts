import { extname, isAbsolute, relative, resolve, sep } from 'node:path';

export interface PageFile {
  path: string;
  contentType: string;
  cacheControl: string;
}

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
};

/**
 * The file of the built page that a path of an address names, e.g. `/assets/index-1a2b.js`;
 * `null` where it names none: nothing outside the folder and no unknown kind is ever named.
 */
export function pageFile(folder: string, pathname: string): PageFile | null {
  const decoded = decode(pathname);
  if (decoded === null || !decoded.startsWith('/')) return null;
  const name = decoded === '/' ? 'index.html' : decoded.slice(1);
  // Backslash and colon are path syntax on Windows, NUL ends a path everywhere.
  if (/[\\:\0]/.test(name)) return null;
  const root = resolve(folder);
  const path = resolve(root, name);
  const inside = relative(root, path);
  if (inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) {
    return null;
  }
  const contentType = contentTypes[extname(path)];
  if (contentType === undefined) return null;
  // The build puts a digest into the names of its assets, so they never change.
  const cacheControl = inside.startsWith(`assets${sep}`)
    ? 'private, max-age=31536000, immutable'
    : 'no-store';
  return { path, contentType, cacheControl };
}

/** Of every answer that carries something of ours. */
export const protectiveHeaders: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
};

/** `null` where the escapes are broken. */
function decode(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}

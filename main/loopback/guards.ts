/** What the guards look at of a request or an upgrade. */
export interface Asked {
  method: string;
  /** As it stands in the request line. */
  target: string;
  upgrade: boolean;
  host: string | undefined;
  origin: string | undefined;
  /** `Sec-Fetch-Site`: who started it, as the browser says. */
  site: string | undefined;
  /** Whether something comes after the headers: nothing that is read has a body. */
  body: boolean;
}

/** Why a request is turned away before anything else is looked at. */
export type Refusal = { status: 400 | 403 | 405 | 421; reason: string };

export const loopbackAddress = '127.0.0.1';

/** The one name under which the host answers. */
export function loopbackAuthority(port: number): string {
  return `${loopbackAddress}:${port}`;
}

/**
 * Guards of every request, in order. The host answers under one fixed name, so that a name of
 * somebody else's that leads here (DNS rebinding) gets nothing. Cookies do not know ports:
 * against a page of another port on this computer only `Origin` and `Sec-Fetch-Site` help.
 */
export function refuse(asked: Asked, port: number): Refusal | null {
  if (asked.host !== loopbackAuthority(port)) return { status: 421, reason: 'host' };
  const readOnly = asked.method === 'GET' || asked.method === 'HEAD';
  const ownOrigin = `http://${loopbackAuthority(port)}`;
  if (asked.origin === undefined ? asked.upgrade || !readOnly : asked.origin !== ownOrigin) {
    return { status: 403, reason: 'origin' };
  }
  if (asked.site !== undefined && asked.site !== 'same-origin' && asked.site !== 'none') {
    return { status: 403, reason: 'site' };
  }
  if (!readOnly) return { status: 405, reason: 'method' };
  if (asked.body) return { status: 400, reason: 'body' };
  if (!asked.target.startsWith('/') || asked.target.startsWith('//')) {
    return { status: 400, reason: 'target' };
  }
  return null;
}

/** The port is in the name because cookies of one computer's ports share one jar. */
function sessionCookieName(port: number): string {
  return `naru-${port}`;
}

export function sessionCookie(port: number, session: string): string {
  return `${sessionCookieName(port)}=${session}; HttpOnly; SameSite=Strict; Path=/`;
}

/** The session a request carries; `null` where there is none or more than one. */
export function sessionOf(cookies: string | undefined, port: number): string | null {
  const prefix = `${sessionCookieName(port)}=`;
  const found = (cookies ?? '')
    .split(';')
    .map((cookie) => cookie.trim())
    .filter((cookie) => cookie.startsWith(prefix));
  return found.length === 1 ? (found[0]?.slice(prefix.length) ?? null) : null;
}

/** Whether a browser fetches ahead of the person: such a visit must not use up a link. */
export function isPrefetch(purpose: string | undefined): boolean {
  return purpose !== undefined && /\bprefetch\b/i.test(purpose);
}

import type { SecureContext } from 'node:tls';
import tls from 'node:tls';

/** A proxy on the way. */
export interface ProxyHop {
  is: 'http' | 'https' | 'socks5';
  host: string;
  port: number;
  /** What it is told of who asks; `null` where it asks nobody. */
  credentials: { user: string; password: string } | null;
}
export type Hop = { is: 'direct' } | ProxyHop;

/** How connections leave this computer: past which proxy, and what counts when TLS is spoken. */
export interface Outward {
  /** Ways to an address, to be tried in this order; `null` where there is only the direct one. */
  hops: ((url: URL) => Promise<readonly Hop[]>) | null;
  /** Whom TLS with an address believes and what it shows of itself; `null`: as the runtime has it. */
  context: ((url: URL) => SecureContext) | null;
}

/** Without a proxy, believing the well-known authorities. */
export const directly: Outward = { hops: null, context: null };

/** Without a proxy. @param ca certificates (PEM) believed besides the well-known ones */
export function believing(ca: readonly string[]): Outward {
  if (ca.length === 0) return directly;
  let context: SecureContext | null = null;
  return {
    hops: null,
    context: () => (context ??= tls.createSecureContext({ ca: [...tls.rootCertificates, ...ca] })),
  };
}

/** Whether an address is on this computer: no proxy stands between. */
export function isOnThisComputer(url: URL): boolean {
  const host = hostOf(url);
  return (
    host === 'localhost' || host.endsWith('.localhost') || host === '::1' || host.startsWith('127.')
  );
}

/** The host as it is connected to: without the brackets of an IPv6 address. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1');
}

export function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}

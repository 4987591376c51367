import type { Hop, ProxyHop } from './outward.ts';

const kinds: ReadonlyMap<string, ProxyHop['is']> = new Map([
  ['PROXY', 'http'],
  ['HTTP', 'http'],
  ['HTTPS', 'https'],
  ['SOCKS5', 'socks5'],
]);
const usualPort: Readonly<Record<ProxyHop['is'], number>> = { http: 80, https: 443, socks5: 1080 };

/**
 * Reads what a system or its PAC file answers for an address, e.g. `PROXY a:8080; DIRECT`. Kinds that
 * are not spoken here (SOCKS 4, QUIC) are passed over; without one word that is understood, nothing
 * is left, and nothing leaves past the office's rules.
 */
export function readProxyRules(rules: string): Hop[] {
  return rules
    .split(';')
    .map((rule) => readRule(rule.trim()))
    .filter((hop) => hop !== null);
}

function readRule(rule: string): Hop | null {
  const [kind = '', place = ''] = rule.split(/\s+/);
  if (kind.toUpperCase() === 'DIRECT') return { is: 'direct' };
  const is = kinds.get(kind.toUpperCase());
  const at = /^(?:\[([0-9a-fA-F:.]+)\]|([^\s:[\]/@]+))(?::(\d{1,5}))?$/.exec(place);
  if (is === undefined || at === null) return null;
  const port = at[3] === undefined ? usualPort[is] : Number(at[3]);
  if (port < 1 || port > 65_535) return null;
  return { is, host: at[1] ?? at[2] ?? '', port, credentials: null };
}

/** The proxy of an address such as `http://proxy.office:8080`; `null` where it is none. */
export function readProxyAddress(
  address: string,
  credentials: ProxyHop['credentials'],
): ProxyHop | null {
  const url = URL.parse(address);
  const is = url === null ? undefined : schemes.get(url.protocol);
  if (url === null || is === undefined || url.hostname === '') return null;
  if (url.username !== '' || url.password !== '' || !/^\/?$/.test(url.pathname)) return null;
  if (url.search !== '' || url.hash !== '') return null;
  const port = url.port === '' ? usualPort[is] : Number(url.port);
  return { is, host: url.hostname.replace(/^\[(.*)\]$/, '$1'), port, credentials };
}

const schemes: ReadonlyMap<string, ProxyHop['is']> = new Map([
  ['http:', 'http'],
  ['https:', 'https'],
  ['socks5:', 'socks5'],
]);

import { NaruError } from '../../shared/errors.ts';
import type { ConnectionView } from '../../shared/contract/index.ts';
import type { CallHandlers } from '../../shared/port/index.ts';
import { readGatewayUrl } from '../central/gateway-url.ts';
import type { Hop } from '../central/outward.ts';
import { reach } from '../central/reach.ts';
import { systemAuthorities } from '../central/system-authorities.ts';
import {
  changeConnection,
  proxyOf,
  readConnection,
  type ConnectionSettings,
} from './connection-settings.ts';
import type { Engaged } from './engaged.ts';
import { storedAddress } from './gateway-address.ts';
import type { HostLine } from './host-line.ts';
import { showCertificate } from './outward.ts';
import { readAuthorities, showAuthority } from './own-authorities.ts';

type ConnectionCalls = Pick<
  CallHandlers,
  | 'connection.get'
  | 'connection.setProxy'
  | 'connection.setCertificate'
  | 'connection.setAuthorities'
  | 'connection.try'
>;

const tryMs = 15_000;

/** Calls about the way out of this computer: proxy and certificates. */
export function connectionCalls(
  { session, clock, line, enterAgain }: Engaged,
  resolveProxy: HostLine['resolveProxy'],
): ConnectionCalls {
  /** Keeps it, and opens every connection from now on by it. */
  async function keep(change: (before: ConnectionSettings) => ConnectionSettings): Promise<object> {
    if (session().mode !== 'real') throw new NaruError('real-mode-only');
    changeConnection(session().store, change);
    await enterAgain();
    session().wake();
    return {};
  }

  return {
    'connection.get': () => {
      const { proxy, certificate, authorities } = session().store.read(readConnection);
      return {
        proxy: shown(proxy),
        knowsSystemProxy: resolveProxy !== null,
        systemAuthorities: systemAuthorities().length,
        authorities:
          authorities === null
            ? null
            : { name: authorities.name, holds: authorities.pem.map(showAuthority) },
        certificate: certificate === null ? null : shownOrNamed(certificate),
      };
    },
    'connection.setProxy': (choice) =>
      line.join(async () => {
        await keep((before) => ({ ...before, proxy: proxyOf(choice, before) }));
        return {};
      }),
    'connection.setCertificate': ({ certificate }) =>
      line.join(async () => {
        if (certificate !== null) showCertificate(certificate);
        await keep((before) => ({ ...before, certificate }));
        return {};
      }),
    'connection.setAuthorities': ({ authorities: given }) =>
      line.join(async () => {
        const authorities =
          given === null
            ? null
            : {
                name: given.name,
                pem: readAuthorities(given.name, Buffer.from(given.file, 'base64'), clock.now()),
              };
        await keep((before) => ({ ...before, authorities }));
        return {};
      }),
    'connection.try': async () => {
      const { outward, store } = session();
      const address = storedAddress(store.read(({ settings }) => settings.get('gateway')));
      const url = address?.is === 'http' ? readGatewayUrl(address.url) : null;
      if (url === null) throw new NaruError('gateway-missing');
      const hops = outward.hops === null ? [] : await outward.hops(url).catch(() => null);
      if (hops === null) return { by: [], cause: 'proxy-failed' };
      const reached = await reach(url, { timeoutMs: tryMs, outward });
      return { by: hops.map(nameOf), cause: reached.ok ? null : reached.cause };
    },
  };
}

const nameOf = (hop: Hop): string =>
  hop.is === 'direct' ? 'direct' : `${hop.is}://${hop.host}:${hop.port}`;

function shown(proxy: ConnectionSettings['proxy']): ConnectionView['proxy'] {
  if (proxy.is !== 'address') return proxy;
  const { is, address, user, password } = proxy;
  return { is, address, user, hasPassword: password !== '' };
}

/** One that cannot be read any more is named all the same, so that it can be replaced. */
function shownOrNamed(
  certificate: NonNullable<ConnectionSettings['certificate']>,
): ConnectionView['certificate'] {
  try {
    return showCertificate(certificate);
  } catch {
    return { name: certificate.name, particulars: null };
  }
}

import { NaruError } from '../../shared/errors.ts';
import type { ConnectionView } from '../../shared/contract/index.ts';
import type { CallHandlers } from '../../shared/port/index.ts';
import { readGatewayUrl } from '../central/gateway-url.ts';
import type { Hop } from '../central/outward.ts';
import { reach } from '../central/reach.ts';
import { systemAuthorities } from '../central/system-authorities.ts';
import { keepConnection, readConnection, type ConnectionSettings } from './connection-settings.ts';
import type { Engaged } from './engaged.ts';
import { storedAddress } from './gateway-address.ts';
import type { HostLine } from './host-line.ts';
import { showCertificate } from './outward.ts';

type ConnectionCalls = Pick<
  CallHandlers,
  'connection.get' | 'connection.setProxy' | 'connection.setCertificate' | 'connection.try'
>;

const tryMs = 15_000;

/** Calls about the way out of this computer: proxy and certificates. */
export function connectionCalls(
  { session, line, enterAgain }: Engaged,
  resolveProxy: HostLine['resolveProxy'],
): ConnectionCalls {
  /** Keeps it, and opens every connection from now on by it. */
  async function keep(change: (before: ConnectionSettings) => ConnectionSettings): Promise<object> {
    if (session().mode !== 'real') throw new NaruError('real-mode-only');
    session().store.transaction((tables) => keepConnection(tables, change(readConnection(tables))));
    await enterAgain();
    session().wake();
    return {};
  }

  return {
    'connection.get': () => {
      const { proxy, certificate } = session().store.read(readConnection);
      return {
        proxy: shown(proxy),
        knowsSystemProxy: resolveProxy !== null,
        systemAuthorities: systemAuthorities().length,
        certificate: certificate === null ? null : shownOrNamed(certificate),
      };
    },
    'connection.setProxy': (choice) =>
      line.join(async () => {
        await keep(({ proxy, certificate }) => {
          if (choice.is !== 'address') return { proxy: choice, certificate };
          const kept = proxy.is === 'address' ? proxy.password : '';
          return { proxy: { ...choice, password: choice.password ?? kept }, certificate };
        });
        return {};
      }),
    'connection.setCertificate': ({ certificate }) =>
      line.join(async () => {
        if (certificate !== null) showCertificate(certificate);
        await keep(({ proxy }) => ({ proxy, certificate }));
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

import { createSocket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';

/** Addresses of documentation (RFC 5737, RFC 3849): nobody has them, and nothing is sent to them. */
const nobodys = ['192.0.2.1', '2001:db8::1'];

/** No computer there could be spoken to with such an address of one's own (RFC 3927, RFC 4291). */
const isLinkLocal = (address: string): boolean => /^(169\.254\.|fe80:)/i.test(address);

/**
 * Whether this computer has a network: an interface with an address, and a way that leads out. Asked of
 * the system alone; no packet leaves.
 * @param towards addresses that are to be reached; without any, whether there is a default route
 */
export async function hasNetwork(towards: readonly string[] = []): Promise<boolean> {
  const own = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  if (!own.some(({ internal, address }) => !internal && !isLinkLocal(address))) return false;
  const routes = await Promise.all([...towards, ...nobodys].map(hasRoute));
  return routes.includes(true);
}

/** Connecting a datagram socket only looks the route up. */
function hasRoute(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4');
    const end = (has: boolean): void => {
      resolve(has);
      socket.close();
    };
    socket.once('error', () => end(false));
    socket.connect(9, address, () => end(true));
  });
}

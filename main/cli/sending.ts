import { gatewayAddressSchema } from '../engine/gateway-address.ts';
import type { Sending } from '../engine/sync.ts';
import { destinationOf, readGatewayUrl } from '../central/gateway-url.ts';
import { openGate } from '../outbox/index.ts';
import { defaultPacing } from '../outbox/policy/index.ts';
import type { Mode } from '../../shared/sync/sync-state.ts';
import type { EpochMs } from '../../shared/time.ts';
import type { Store } from '../store/index.ts';

/** The pacing that is on disk, of an outbox that another process runs or will run. */
export function storedSending(store: Store, mode: Mode, now: EpochMs): Sending | null {
  const address = gatewayAddressSchema.safeParse(store.read((t) => t.settings.get('gateway')));
  const url = address.success ? readGatewayUrl(address.data.url) : null;
  if (mode === 'real' && url === null) return null;
  const destination = mode === 'practice' || url === null ? 'practice' : destinationOf(url);
  const gate = openGate({ store, destination, settings: defaultPacing, random: Math.random }, now);
  return { gate, trouble: () => null, inFlight: () => false, ownWord: () => null };
}

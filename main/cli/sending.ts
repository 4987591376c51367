import { destinationAt, storedAddress } from '../engine/gateway-address.ts';
import type { Sending } from '../engine/sync.ts';
import { openGate } from '../outbox/index.ts';
import { defaultPacing } from '../outbox/policy/index.ts';
import type { Mode } from '../../shared/sync/sync-state.ts';
import type { EpochMs } from '../../shared/time.ts';
import type { Store } from '../store/index.ts';

/** The pacing that is on disk, of an outbox that another process runs or will run. */
export function storedSending(store: Store, mode: Mode, now: EpochMs): Sending | null {
  const address = storedAddress(store.read(({ settings }) => settings.get('gateway')));
  const real = address === null ? null : destinationAt(address);
  const destination = mode === 'practice' ? 'practice' : real;
  if (destination === null) return null;
  const gate = openGate({ store, destination, settings: defaultPacing, random: Math.random }, now);
  return { gate, trouble: () => null, inFlight: () => false, ownWord: () => null };
}

import type { Policy } from './client.ts';
import { naru } from './naru-client.ts';
import { peer, peerIds } from './peers.ts';
import type { Scenario } from './scenario.ts';

/** Ours first. */
export const policyIds: readonly string[] = ['naru', ...peerIds];

/** What a row of a table is called: in a mixed fleet it tells of all. */
export function titleOf(policy: string, scenario: Scenario): string {
  const { title } = policyOf(policy, scenario);
  return scenario.rivals === undefined ? title : `${title} + others`;
}

/** @throws {RangeError} where no policy has that id. */
export function policyOf(id: string, scenario: Scenario): Policy {
  return id === 'naru' ? naru() : peer(id, scenario);
}

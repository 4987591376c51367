import { describe, expect, test } from 'vitest';
import { situationKinds, situationOf } from '../../../renderer/features/overview/situation.ts';
import type { SyncState } from '../../../shared/sync/sync-state.ts';
import { createFakeEngine } from '../../support/fake-engine.ts';

async function syncOf(count: number): Promise<SyncState> {
  return createFakeEngine({ count }).service.handlers['sync.get']({});
}
const calm = await syncOf(40);
const empty = await syncOf(0);

const central = (change: Partial<SyncState['central']>): SyncState => ({
  ...calm,
  central: { ...calm.central, ...change },
});
const gate = (phase: SyncState['gate']['phase']): SyncState => ({
  ...calm,
  gate: { ...calm.gate, phase },
});
const failed = (cause: NonNullable<SyncState['central']['lastFailure']>['cause']): SyncState =>
  central({ grade: 'stopped', lastFailure: { at: calm.now, cause } });

describe('the first sentence', () => {
  test.each([
    ['trouble', { ...failed('timeout'), troubles: [{ code: 'disk-full', params: {} }] }],
    ['no-office', { ...calm, office: null }],
    ['no-gateway', gate('no-gateway')],
    ['not-allowed', gate('not-allowed')],
    ['not-allowed', central({ grade: 'not-allowed' })],
    ['our-network', failed('name-not-resolved')],
    ['our-network', failed('no-route')],
    ['unreachable', failed('connection-refused')],
    ['unreachable', failed('connect-timeout')],
    ['stopped', failed('unavailable')],
    ['stopped', failed('timeout')],
    ['unsteady', central({ grade: 'unsteady' })],
    ['slow', central({ grade: 'slow' })],
    ['recovering', gate('paced')],
    ['sending', calm],
    ['untried', empty],
  ] satisfies [string, SyncState][])('says %s', (kind, sync) => {
    expect(situationOf(sync).kind).toBe(kind);
  });

  test('blames them only when an answer or its lack came from beyond the connection', () => {
    const theirs = new Set(['stopped', 'unsteady', 'slow']);
    for (const cause of ['name-not-resolved', 'no-route', 'tls-failed'] as const)
      expect(theirs.has(situationOf(failed(cause)).kind)).toBe(false);
  });

  test('has a tone for each of its kinds that is not calm', () => {
    expect(situationOf(calm).tone).toBe('plain');
    expect(situationOf(failed('timeout')).tone).toBe('bad');
    expect(situationKinds).toContain(situationOf(empty).kind);
  });
});

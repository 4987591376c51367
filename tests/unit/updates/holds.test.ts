import { describe, expect, test } from 'vitest';
import { holdsInstall } from '../../../main/updates/holds.ts';
import { transportStates, customsStates } from '../../../shared/filing/states.ts';
import {
  syncStateSchema,
  type GatePhase,
  type SyncState,
} from '../../../shared/sync/sync-state.ts';

function syncWith(
  change: Partial<SyncState> & {
    inFlight?: boolean;
    phase?: GatePhase;
    queued?: number;
    sending?: number;
  },
): SyncState {
  const { inFlight = false, phase = 'open', queued = 0, sending = 0, ...others } = change;
  return syncStateSchema.parse({
    now: 0,
    mode: 'real',
    office: null,
    counts: {
      transport: {
        ...Object.fromEntries(transportStates.map((state) => [state, 0])),
        queued,
        sending,
      },
      customs: Object.fromEntries(customsStates.map((state) => [state, 0])),
    },
    oldestQueuedAt: null,
    oldestUnconfirmedAt: null,
    nearestDeadline: null,
    gate: { phase, nextTryAt: null, intervalMs: 0, inFlight },
    central: {
      grade: 'working',
      since: null,
      lastSuccessAt: null,
      lastFailure: null,
      latencyMs: null,
      ownWord: null,
    },
    lastReceiptAt: null,
    troubles: [],
    ...others,
  });
}
const holds = (change: Parameters<typeof syncWith>[0]) =>
  holdsInstall({ is: 'running', sync: syncWith(change) });

describe('what is ready waits', () => {
  test.each([
    ['a request is on its way', { inFlight: true }, ['sending']],
    ['a filing is being sent', { sending: 1 }, ['sending']],
    ['a queue is drained', { queued: 3 }, ['draining']],
    [
      'the queue is held back: it stands with the program closed as well',
      { queued: 3, phase: 'held-back' },
      [],
    ],
    [
      'the central system has stopped and the queue waits',
      { queued: 3, phase: 'cooldown' },
      ['draining'],
    ],
    ['it named a time', { queued: 1, phase: 'retry-after' }, ['draining']],
    ['both', { queued: 1, inFlight: true }, ['sending', 'draining']],
    ['the disk is full', { troubles: [{ code: 'disk-full', params: {} }] }, ['disk']],
  ] as const)('while %s', (_when, change, expected) => {
    expect(
      holds({ ...change, troubles: [...('troubles' in change ? change.troubles : [])] }),
    ).toEqual(expected);
  });

  test.each([
    ['there is nothing to send', {}],
    ['the queue stands anyway: no address', { queued: 3, phase: 'no-gateway' }],
    ['the queue stands anyway: wrong credentials', { queued: 3, phase: 'not-allowed' }],
    ['it is practice', { queued: 3, mode: 'practice' }],
  ] as const)('not where %s', (_when, change) => {
    expect(holds(change)).toEqual([]);
  });

  test('until the engine has said how it is, and not for one that cannot start', () => {
    expect(holdsInstall({ is: 'starting' })).toEqual(['starting']);
    expect(holdsInstall({ is: 'failed' })).toEqual([]);
  });
});

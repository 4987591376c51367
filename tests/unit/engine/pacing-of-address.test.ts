import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pacingOf } from '../../../main/engine/pacing-of-address.ts';
import type { GatewayAddress } from '../../../main/engine/gateway-address.ts';
import {
  defaultPacing,
  newPacerState,
  pacingSettingsSchema,
  step,
  type PacerEvent,
} from '../../../main/outbox/policy/index.ts';
import type { Cause } from '../../../shared/filing/attempts.ts';
import { epochMs } from '../../../shared/time.ts';
import { request, seeded, start, success, trouble } from '../policy/policy-samples.ts';

const folder: GatewayAddress = {
  is: 'folder',
  folders: {
    sendFolder: '/send',
    sentFolder: null,
    receiveFolders: ['/receive'],
    fileName: '{code}-{number}.xml',
    encoding: 'utf-8',
    everySeconds: 5,
    synchroniseAfterHours: 0,
  },
};
const http: GatewayAddress = { is: 'http', url: 'https://customs.example', token: null };

const good = (latencyMs: number): PacerEvent => success(latencyMs);
const bad = (cause: Cause): PacerEvent => trouble(null, cause);
/** An alive system that turns most away makes intervals longest. */
const answers = fc.array(
  fc.constantFrom(
    good(100),
    good(30_000),
    bad('unavailable'),
    bad('unavailable'),
    bad('too-many-requests'),
    bad('timeout'),
  ),
  { minLength: 1, maxLength: 60 },
);

/** The longest wait in a life of such answers, each as soon as it may come. */
function longestWait(
  address: GatewayAddress | null,
  lived: readonly PacerEvent[],
  seed: number,
): number {
  const settings = pacingOf(address, defaultPacing);
  const random = seeded(seed);
  let state = newPacerState(start, settings);
  let longest = 0;
  for (const answer of lived) {
    const now = epochMs(Math.max(state.savedAt, state.declarations.nextAt));
    const context = { now, random, settings, urgentPending: false };
    state = step(step(state, request(), context), answer, context);
    longest = Math.max(longest, state.declarations.nextAt - now);
  }
  return longest;
}

describe('the pacing of an address', () => {
  test.each([
    ['the practice central system', null, 20_000],
    ['a folder', folder, 60_000],
  ] as const)('%s is never left alone for longer than its wait', (_, address, mostMs) => {
    fc.assert(
      fc.property(answers, fc.nat(), (lived, seed) => {
        expect(longestWait(address, lived, seed)).toBeLessThanOrEqual(mostMs * 1.25 + 1);
      }),
    );
  });

  test('over a line it is the office’s own', () => {
    expect(pacingOf(http, defaultPacing)).toEqual(defaultPacing);
  });

  test('a folder takes one file at a time, and is looked into for an answer more rarely', () => {
    const its = pacingOf(folder, defaultPacing);
    expect(its.maxOpen).toBe(1);
    expect(its.inquiryFirstMs).toBeGreaterThan(defaultPacing.inquiryFirstMs);
    expect(its.inquiryMaxMs).toBeGreaterThan(defaultPacing.inquiryMaxMs);
  });

  test.each([null, folder, http])('is one that the settings allow (%#)', (address) => {
    expect(pacingSettingsSchema.safeParse(pacingOf(address, defaultPacing)).success).toBe(true);
  });
});

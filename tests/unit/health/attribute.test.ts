import { describe, expect, test } from 'vitest';
import { attribute, type Surroundings } from '../../../main/health/policy/attribute.ts';
import { readCause, type Seen } from '../../../main/health/policy/measurement.ts';
import { causes, type Cause } from '../../../shared/filing/attempts.ts';
import type { Channel } from '../../../shared/sync/channels.ts';
import { epochMs } from '../../../shared/time.ts';
import { minute, second, start } from './traffic.ts';

const both = { network: true, names: true };
const ways = { gateway: both, openApi: both };
const calm: Surroundings = { networkDownAt: null, namesIllAt: null, ownAt: () => null };
const now = epochMs(start + 10 * minute);

function seen(channel: Channel, cause: Cause, more: Partial<Seen> = {}): Seen {
  const read = readCause(cause);
  if (read === null) throw new RangeError(cause);
  const startedAt = epochMs(now - 20 * second);
  return { channel, ...read, startedAt, at: now, tookMs: 20_000, by: 'traffic', ...more };
}
/** Against whom something is said, and for whom. */
function said(what: Seen, around: Partial<Surroundings> = {}, over = ways): Record<string, string> {
  const measured = attribute(what, over, { ...calm, ...around });
  return Object.fromEntries(
    measured.map(({ channel, says, from }) => [channel, `${says} ${from}`]),
  );
}

/** One channel was measured on its own. */
function spoke(which: Channel, at: number): Pick<Surroundings, 'ownAt'> {
  return { ownAt: (channel) => (channel === which ? epochMs(at) : null) };
}

describe('a failure', () => {
  test('while this computer’s network was down says nothing against anybody', () => {
    const networkDownAt = epochMs(now - 10 * second);
    for (const cause of ['timeout', 'connect-timeout', 'name-not-resolved', 'cut-off'] as const)
      expect(said(seen('declarations', cause), { networkDownAt })).toEqual({});
    // That was before this request left, or the gateway is on this computer.
    expect(
      said(seen('declarations', 'timeout'), { networkDownAt: epochMs(now - minute) }),
    ).toMatchObject({ declarations: 'ill own' });
    const here = { ...ways, gateway: { network: false, names: false } };
    expect(said(seen('declarations', 'timeout'), { networkDownAt }, here)).toEqual({
      declarations: 'ill own',
    });
  });

  test('that came as an answer counts, whatever the network did', () => {
    const networkDownAt = epochMs(now - second);
    expect(said(seen('declarations', 'bad-gateway'), { networkDownAt })).toEqual({
      declarations: 'ill own',
      network: 'well own',
      names: 'well own',
    });
  });

  test('to find the name says nothing against the gateway', () => {
    expect(said(seen('notices', 'name-not-resolved'))).toEqual({ names: 'ill own' });
    const namesIllAt = epochMs(now - 5 * second);
    expect(said(seen('notices', 'connect-timeout'), { namesIllAt })).toEqual({});
  });

  test('to connect is the same for all that is asked there, unless they speak for themselves', () => {
    expect(said(seen('notices', 'connection-refused'))).toEqual({
      notices: 'ill own',
      declarations: 'ill sibling',
      inquiries: 'ill sibling',
    });
    expect(
      said(seen('notices', 'connection-refused'), spoke('declarations', now - minute)),
    ).toEqual({
      notices: 'ill own',
      inquiries: 'ill sibling',
    });
  });

  test('of the open API says nothing of services that nobody uses, nor of the gateway', () => {
    expect(said(seen('open-api-cargo', 'connect-timeout'), spoke('open-api-rates', start))).toEqual(
      {
        'open-api-cargo': 'ill own',
        'open-api-rates': 'ill sibling',
      },
    );
  });
});

test('a success proves the way, and of the others only that somebody is there', () => {
  expect(said(seen('inquiries', 'in-queue'))).toEqual({
    inquiries: 'well own',
    declarations: 'reached sibling',
    notices: 'reached sibling',
    network: 'well own',
    names: 'well own',
  });
});

test('a probe is nobody’s own', () => {
  const probe = { by: 'probe' } as const;
  expect(said(seen('inquiries', 'connection-refused', probe))).toEqual({
    inquiries: 'ill probe',
    declarations: 'ill probe',
    notices: 'ill probe',
  });
});

test('our own faults are never failures of theirs', () => {
  const own: Cause[] = [
    ...(['invalid-document', 'unauthorized', 'forbidden', 'number-used'] as const),
    ...(['told-to-wait', 'cancelled-by-us', 'process-ended', 'folder-full'] as const),
    ...(['folder-unreachable', 'not-offered', 'no-answer-yet'] as const),
  ];
  for (const cause of own) expect(readCause(cause)?.says, cause).not.toBe('ill');
  for (const cause of causes) {
    const read = readCause(cause);
    expect(read === null || (read.says === 'ill') === (read.cause === cause), cause).toBe(true);
  }
});

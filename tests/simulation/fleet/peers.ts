import type { Random } from '../../../shared/time.ts';
import type { Policy } from './client.ts';
import { healthPage, type HealthPage, type Scenario } from './scenario.ts';
import {
  awsSdk,
  axiosRetry,
  minute,
  nextPoll,
  opossum,
  second,
  sreThrottling,
  usualTimeoutMs,
} from './peer-timings.ts';
import { SerialClient, type Timing } from './serial-client.ts';

/*
 * The timing of others, from the constants that they publish. None of them is an outbox for
 * declarations: what they lack for that they are lent by `SerialClient`, so that timing is compared
 * with timing.
 */

const givesUp =
  'Once it gives up, the application starts again at its next look, every 5 minutes (assumed).';

interface Peer {
  id: string;
  title: string;
  source: string;
  timing(random: Random, page: HealthPage): Timing;
}

const peerList: readonly Peer[] = [
  {
    id: 'p-retry',
    title: 'p-retry',
    source: `p-retry 9.0.0, index.js: 10 retries after 1, 2, 4 … 512 s without jitter. Taken: retries and delays. ${givesUp}`,
    timing(random) {
      const poll = nextPoll(random);
      return {
        timeoutMs: usualTimeoutMs,
        pauseMs: (failures, _known, now) =>
          failures % 11 === 0 ? poll(now) : second * 2 ** ((failures % 11) - 1),
      };
    },
  },
  {
    id: 'axios-retry',
    title: 'axios-retry',
    source: `axios-retry 4.5.0, dist/esm/index.js: up to 3 retries with delay 0 where there was no connection; a POST with 5xx or out of time is not retried. Taken: condition and delays. ${givesUp}`,
    timing: axiosRetry,
  },
  {
    id: 'aws',
    title: 'AWS SDK',
    source: `@smithy/core 3.41.1, util-retry: 3 attempts, full jitter from 50 ms up to 20 s, 500 tokens of which a retry costs 14. Taken: delays, attempts, tokens of the standard mode. ${givesUp}`,
    timing: awsSdk,
  },
  {
    id: 'opossum',
    title: 'opossum',
    source:
      'opossum 10.0.0, lib/circuit.js: gives up after 10 s, opens above 50 % of failures within 10 s, one probe after 30 s. Taken: breaker and time-out; the application tries whenever the breaker lets it (assumed).',
    timing: opossum,
  },
  {
    id: 'tanstack',
    title: 'TanStack',
    source:
      '@tanstack/offline-transactions 1.0.53, BackoffCalculator.js: 1 s doubled up to 60 s, 0 to 30 % on top, tried for ever. Taken: all of it; that delays start anew with the program was not taken.',
    timing: (random) => ({
      timeoutMs: usualTimeoutMs,
      pauseMs: (failures) =>
        Math.min(minute, second * 2 ** Math.min(failures - 1, 30)) * (1 + 0.3 * random()),
    }),
  },
  {
    id: 'powersync',
    title: 'PowerSync',
    source:
      '@powersync/shared-internals 1.3.0, AbstractStreamingSyncImplementation.ts: 5 s, more or less 10 %, tried for ever. Taken: the upload loop; the stream of downloads was not taken.',
    timing: (random) => ({
      timeoutMs: usualTimeoutMs,
      pauseMs: () => 5 * second * (0.9 + 0.2 * random()),
    }),
  },
  {
    id: 'signal',
    title: 'Signal',
    source:
      'Signal Desktop, ts/util/exponentialBackoff.std.ts: 190 ms times 1.9 each up to 15 minutes, without jitter. Taken: delays; its end after a day was not taken, for the filing would be lost.',
    timing: () => ({
      timeoutMs: usualTimeoutMs,
      pauseMs: (failures) => Math.min(15 * minute, 100 * 1.9 ** Math.min(failures, 30)),
    }),
  },
  {
    id: 'sre',
    title: 'SRE throttling',
    source:
      'Site Reliability Engineering, "Handling Overload": rejects by itself with (requests − 2 accepts) / (requests + 1) over two minutes. Taken: the formula with K = 2; beneath it full jitter from 1 to 60 s (assumed).',
    timing: sreThrottling,
  },
  {
    id: 'believer',
    title: 'Believer',
    source:
      'No library: looks at the page of the central system’s health once a minute after a failure, and goes on at full speed whenever the page says that all is normal.',
    timing: (_random, isNormal) => ({
      timeoutMs: usualTimeoutMs,
      pauseMs: () => minute,
      holdMs: (now) => (isNormal(now) ? 0 : minute),
    }),
  },
];

export const peerIds: readonly string[] = peerList.map(({ id }) => id);

/**
 * One of the others as it behaves in a scenario.
 * @throws {RangeError} where nobody has that id.
 */
export function peer(id: string, scenario: Scenario): Policy {
  const found = peerList.find((each) => each.id === id);
  if (found === undefined) throw new RangeError(`no policy ${id}`);
  const { title, source, timing } = found;
  const page = healthPage(scenario);
  return {
    id,
    title,
    source,
    ordersByDeadline: false,
    client: (random) => new SerialClient(timing(random, page)),
  };
}

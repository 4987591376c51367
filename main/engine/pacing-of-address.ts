import type { PacingSettings } from '../outbox/policy/index.ts';
import type { GatewayAddress } from './gateway-address.ts';

/** What a folder's visits cost less and what an inquiry gains less than over a line. */
const folderFactors = { inquiryFirst: 15, inquiryMax: 6 };
/** A folder that is back shall be noticed soon: nobody is spared by waiting longer. In milliseconds. */
const longestFolderIntervalMs = 60_000;
/** Who rehearses an outage wants to see its end: no wait is longer than this, in milliseconds. */
const longestRehearsedMs = 20_000;

/**
 * The pacing of an address; `null`: the practice central system.
 *
 * Notices come to a folder by themselves and an inquiry only looks for them again, so it is made
 * more rarely. A file is handed over in no time, and one after the other: between its journal entry
 * and its name nothing else is to keep the process busy, for an end in there is one that only
 * customs can clear up.
 */
export function pacingOf(address: GatewayAddress | null, pacing: PacingSettings): PacingSettings {
  if (address === null)
    return {
      ...noLongerThan(longestRehearsedMs, pacing),
      inquiryMaxMs: Math.min(pacing.inquiryMaxMs, longestRehearsedMs),
    };
  if (address.is === 'http') return { ...pacing };
  const { inquiryFirst, inquiryMax } = folderFactors;
  return {
    ...noLongerThan(longestFolderIntervalMs, pacing),
    maxOpen: 1,
    inquirySettleMs: Math.min(pacing.inquirySettleMs * inquiryFirst, 3_600_000),
    inquiryFirstMs: Math.min(pacing.inquiryFirstMs * inquiryFirst, 3_600_000),
    inquiryMaxMs: Math.min(pacing.inquiryMaxMs * inquiryMax, 24 * 3_600_000),
  };
}

/** No visit comes later than this on average, whether the other side is gone or turns many away. */
function noLongerThan(ms: number, pacing: PacingSettings): PacingSettings {
  return {
    ...pacing,
    maxIntervalMs: Math.min(pacing.maxIntervalMs, ms),
    maxBusyIntervalMs: Math.min(pacing.maxBusyIntervalMs, ms),
  };
}

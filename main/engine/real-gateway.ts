import type { Clock } from '../../shared/time.ts';
import type { PacingSettings } from '../outbox/policy/index.ts';
import { createFolderGateway, folderDestination, folderMemory } from '../central/folder/index.ts';
import { createHttpGateway, type Gateway } from '../central/index.ts';
import type { Outward } from '../central/outward.ts';
import type { CargoTells } from '../freshness/index.ts';
import type { Store } from '../store/index.ts';
import type { GatewayAddress } from './gateway-address.ts';
import type { OwnPlaces } from '../central/notice-documents/index.ts';

export interface RealGatewayOptions {
  address: GatewayAddress;
  store: Store;
  clock: Clock;
  userAgent: string;
  outward: Outward;
  cargoTells: CargoTells;
  /** The office's own places of things in notice documents. */
  places: OwnPlaces;
}

/** The gateway that an address stands for. */
export function realGateway(options: RealGatewayOptions): Gateway {
  const { address, store, clock, userAgent, outward, cargoTells, places } = options;
  if (address.is === 'http')
    return createHttpGateway({
      baseUrl: address.url,
      token: () => address.token,
      userAgent,
      outward,
    });
  return createFolderGateway({
    folders: address.folders,
    memory: folderMemory(store, folderDestination),
    clock,
    places,
    cargoTells: (no) => cargoTells(no),
  });
}

/** What a folder's visits cost less and what an inquiry gains less than over a line. */
const folderFactors = { inquiryFirst: 15, inquiryMax: 6 };
/** A folder that is back shall be noticed soon: nobody is spared by waiting longer. In milliseconds. */
const longestFolderIntervalMs = 60_000;

/**
 * The pacing of an address. Notices come to a folder by themselves and an inquiry only looks for
 * them again, so it is made more rarely. A file is handed over in no time, and one after the other:
 * between its journal entry and its name nothing else is to keep the process busy, for an end in
 * there is one that only customs can clear up.
 */
export function pacingFor(address: GatewayAddress, pacing: PacingSettings): PacingSettings {
  if (address.is === 'http') return pacing;
  const { inquiryFirst, inquiryMax } = folderFactors;
  return {
    ...pacing,
    maxOpen: 1,
    maxIntervalMs: Math.min(pacing.maxIntervalMs, longestFolderIntervalMs),
    inquirySettleMs: Math.min(pacing.inquirySettleMs * inquiryFirst, 3_600_000),
    inquiryFirstMs: Math.min(pacing.inquiryFirstMs * inquiryFirst, 3_600_000),
    inquiryMaxMs: Math.min(pacing.inquiryMaxMs * inquiryMax, 24 * 3_600_000),
  };
}

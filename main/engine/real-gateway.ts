import type { Clock } from '../../shared/time.ts';
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

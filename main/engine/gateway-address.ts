import { z } from 'zod';
import { folderGatewaySchema } from '../../shared/contract/index.ts';
import { folderDestination } from '../central/folder/destination.ts';
import { destinationOf, readGatewayUrl } from '../central/gateway-url.ts';

const httpSchema = z.object({
  is: z.literal('http'),
  url: z.string(),
  token: z.string().nullable(),
});
const folderSchema = z.object({ is: z.literal('folder'), folders: folderGatewaySchema });

/** Where filings go: an address with its token, or the folders of a sending program. */
export const gatewayAddressSchema = z.union([
  z.discriminatedUnion('is', [httpSchema, folderSchema]),
  // As it was stored while there was one way only.
  z
    .object({ url: z.string(), token: z.string().nullable() })
    .transform(({ url, token }) => ({ is: 'http' as const, url, token })),
]);
export type GatewayAddress = z.output<typeof gatewayAddressSchema>;

/** The address that is stored; `null` where none is. */
export function storedAddress(value: unknown): GatewayAddress | null {
  const stored = gatewayAddressSchema.safeParse(value);
  return stored.success ? stored.data : null;
}

/** The name under which the pacing of an address is remembered; `null` where it is none. */
export function destinationAt(address: GatewayAddress): string | null {
  if (address.is === 'folder') return folderDestination;
  const url = readGatewayUrl(address.url);
  return url === null ? null : destinationOf(url);
}

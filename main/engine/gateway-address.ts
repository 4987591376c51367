import { z } from 'zod';

/** Where filings go, and with what token. */
export const gatewayAddressSchema = z.object({ url: z.string(), token: z.string().nullable() });
export type GatewayAddress = z.output<typeof gatewayAddressSchema>;

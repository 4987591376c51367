import { z } from 'zod';
import { clientCertificateSchema } from '../../shared/contract/index.ts';
import type { Tables } from '../store/index.ts';

const schema = z.strictObject({
  proxy: z.discriminatedUnion('is', [
    z.strictObject({ is: z.literal('system') }),
    z.strictObject({ is: z.literal('none') }),
    z.strictObject({
      is: z.literal('address'),
      address: z.string(),
      user: z.string(),
      password: z.string(),
    }),
  ]),
  certificate: clientCertificateSchema.nullable(),
});

/**
 * The way out of the office. The certificate lies here with its key and passphrase, rather than as the
 * path of a file: the database is encrypted, and the file need not stay.
 */
export type ConnectionSettings = z.output<typeof schema>;

export const usualConnection: ConnectionSettings = { proxy: { is: 'system' }, certificate: null };

export function readConnection(tables: Tables): ConnectionSettings {
  const stored = schema.safeParse(tables.settings.get('connection'));
  return stored.success ? stored.data : usualConnection;
}

/** Within the caller's transaction. */
export function keepConnection(tables: Tables, settings: ConnectionSettings): void {
  tables.settings.set('connection', settings);
}

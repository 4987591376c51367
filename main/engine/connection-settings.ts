import { z } from 'zod';
import { clientCertificateSchema, type CallInput } from '../../shared/contract/index.ts';
import type { Store, Tables } from '../store/index.ts';

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
  /** Of own authorities what was in the file; absent in what was kept before there were any. */
  authorities: z
    .strictObject({ name: z.string(), pem: z.array(z.string()) })
    .nullable()
    .default(null),
});

/**
 * The way out of the office. The certificate lies here with its key and passphrase, rather than as the
 * path of a file: the database is encrypted, and the file need not stay.
 */
export type ConnectionSettings = z.output<typeof schema>;

export const usualConnection: ConnectionSettings = {
  proxy: { is: 'system' },
  certificate: null,
  authorities: null,
};

export function readConnection(tables: Tables): ConnectionSettings {
  const stored = schema.safeParse(tables.settings.get('connection'));
  return stored.success ? stored.data : usualConnection;
}

/** Keeps what a change makes of the settings; returns it. */
export function changeConnection(
  store: Store,
  change: (before: ConnectionSettings) => ConnectionSettings,
): ConnectionSettings {
  return store.transaction((tables) => {
    const after = change(readConnection(tables));
    tables.settings.set('connection', after);
    return after;
  });
}

/** A proxy as it was chosen, with the password that is kept where none was typed. */
export function proxyOf(
  choice: CallInput<'connection.setProxy'>,
  { proxy }: ConnectionSettings,
): ConnectionSettings['proxy'] {
  if (choice.is !== 'address') return choice;
  const kept = proxy.is === 'address' ? proxy.password : '';
  return { ...choice, password: choice.password ?? kept };
}

import { basename } from 'node:path';
import { z } from 'zod';
import { proxyChoiceSchema } from '../../../shared/contract/index.ts';
import { NaruError } from '../../../shared/errors.ts';
import {
  changeConnection,
  proxyOf,
  readConnection,
  type ConnectionSettings,
} from '../../engine/connection-settings.ts';
import { readAuthorities, showAuthority } from '../../engine/own-authorities.ts';
import { systemClock } from '../../engine/system-clock.ts';
import { readingStore, withStore, type Place } from '../data.ts';
import { exit, type Exit, type Face } from '../face.ts';
import { readBytes } from '../read-bytes.ts';
import { readPassphrase } from './passphrase.ts';

const connectionActions = ['show', 'proxy', 'authorities'] as const;

const optionsSchema = z.object({
  user: z.string().default(''),
  passwordFile: z.string().optional(),
});
type Options = z.output<typeof optionsSchema>;

/** `naru connection`: proxy and own authorities, as the settings screen has them. */
export async function connectionVerb(
  face: Face,
  place: Place,
  [given, value]: string[],
  options: unknown,
): Promise<Exit> {
  if (place.mode !== 'real') throw new NaruError('real-mode-only');
  const action = z.enum(connectionActions).parse(given);
  if (action === 'show')
    return readingStore(place, (store) => show(face, store.read(readConnection)));
  if (value === undefined || value === '')
    throw new NaruError('wrong-input', { detail: face.t(`desktop.way.cli.needs.${action}`) });
  const change =
    action === 'proxy' ? toProxy(face, value, optionsSchema.parse(options)) : toAuthorities(value);
  return withStore(place, (store) => show(face, changeConnection(store, change)));
}

type Change = (before: ConnectionSettings) => ConnectionSettings;

/** @throws {NaruError} `wrong-input`, `file-unreadable` */
function toProxy(face: Face, way: string, { user, passwordFile }: Options): Change {
  const choice = proxyChoiceSchema.safeParse(
    way === 'system' || way === 'none'
      ? { is: way }
      : { is: 'address', address: way, user, password: readPassphrase(passwordFile) },
  );
  if (!choice.success)
    throw new NaruError('wrong-input', { detail: face.t('desktop.way.cli.needs.proxy') });
  return (before) => ({ ...before, proxy: proxyOf(choice.data, before) });
}

/** @throws {NaruError} as `readAuthorities`, and where the file cannot be read */
function toAuthorities(file: string): Change {
  if (file === 'none') return (before) => ({ ...before, authorities: null });
  const name = basename(file);
  const pem = readAuthorities(name, readBytes(file, name), systemClock.now());
  return (before) => ({ ...before, authorities: { name, pem } });
}

function show(face: Face, { proxy, authorities, certificate }: ConnectionSettings): Exit {
  const { t } = face;
  const own = authorities?.pem.map(showAuthority) ?? [];
  if (face.json) {
    const { is } = proxy;
    const shown =
      is === 'address'
        ? { is, address: proxy.address, user: proxy.user, hasPassword: proxy.password !== '' }
        : { is };
    face.data({
      proxy: shown,
      authorities: authorities === null ? null : { name: authorities.name, holds: own },
      certificate: certificate?.name ?? null,
    });
    return exit.done;
  }
  const way = proxy.is === 'address' ? proxy.address : t(`desktop.way.proxy.${proxy.is}`);
  face.print(`${t('desktop.way.proxy.label')}: ${way}`);
  face.print(`${t('desktop.way.own.label')}: ${authorities?.name ?? t('setup.cli.isNotSet')}`);
  for (const each of own) face.print(`  ${t('desktop.way.own.each', each)}`);
  return exit.done;
}

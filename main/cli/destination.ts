import { resolve } from 'node:path';
import { folderGatewaySchema } from '../../shared/contract/index.ts';
import { NaruError } from '../../shared/errors.ts';
import { storedAddress, type GatewayAddress } from '../engine/gateway-address.ts';
import { readGatewayUrl } from '../central/gateway-url.ts';
import type { Store } from '../store/index.ts';
import type { Face } from './face.ts';

export interface WantedDestination {
  central?: string | undefined;
  folders?: string[] | undefined;
  sent?: string | undefined;
}

/**
 * Where a run sends: to an address, or into the folders of a sending program.
 * @throws {NaruError} `wrong-input`
 */
export function readDestination(face: Face, wanted: WantedDestination): GatewayAddress {
  const { central, folders } = wanted;
  if ((central === undefined) === (folders === undefined))
    throw new NaruError('wrong-input', { detail: face.t('cli.option.oneWay') });
  if (central === undefined) return { is: 'folder', folders: readFolders(face, wanted) };
  const url = readGatewayUrl(central);
  if (url === null)
    throw new NaruError('wrong-input', { detail: `--central: ${face.t('cli.option.central')}` });
  return { is: 'http', url: url.href, token: readToken(face) };
}

/**
 * The folders of a sending program, as given on the command line; the rest as it usually is.
 * @throws {NaruError} `wrong-input`
 */
export function readFolders(face: Face, { folders = [], sent }: WantedDestination) {
  const [sendFolder, ...receiveFolders] = folders.map((folder) => resolve(folder));
  const read = folderGatewaySchema.safeParse({
    sendFolder,
    sentFolder: sent === undefined ? null : resolve(sent),
    receiveFolders,
    fileName: '{code}_{number}_{part}.xml',
    encoding: 'utf-8',
    everySeconds: 10,
    synchroniseAfterHours: 24,
  });
  if (!read.success) throw new NaruError('wrong-input', { detail: face.t('cli.option.oneWay') });
  return read.data;
}

/** As a person reads it. */
export function destinationName(address: GatewayAddress): string {
  return address.is === 'http' ? address.url : address.folders.sendFolder;
}

/**
 * Stores where this run sends, so that `naru status` knows whose pacing to show. A token stays where
 * it was, and folders that a person has set up already stay as they are.
 */
export function rememberDestination(store: Store, address: GatewayAddress): void {
  store.transaction(({ settings }) => {
    const stored = storedAddress(settings.get('gateway'));
    if (address.is === 'folder' && stored?.is === 'folder') return;
    const kept = stored?.is === 'http' ? stored.token : null;
    settings.set('gateway', address.is === 'folder' ? address : { ...address, token: kept });
  });
}

/** The token for the central system; a header holds visible ASCII alone. */
function readToken({ env, t }: Face): string | null {
  const token = env['NARU_CENTRAL_TOKEN']?.trim() ?? '';
  if (token === '') return null;
  if (!/^[\x21-\x7E]+$/.test(token))
    throw new NaruError('wrong-input', { detail: `NARU_CENTRAL_TOKEN: ${t('cli.option.token')}` });
  return token;
}

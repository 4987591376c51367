import { dirname } from 'node:path';
import { updateSource } from '../../main/desktop/updates/source.ts';
import { readUpdateKey } from '../../main/updates/signature.ts';
import { appImageUpdaterUnderNode } from '../unit/updates/updater-under-node.ts';

/** A whole update, as a process to be killed: `… ADDRESS PUBLIC-KEY`, with `APPIMAGE` set. */
const [address = '', publicKey = ''] = process.argv.slice(2);
const file = process.env['APPIMAGE'] ?? '';
const source = updateSource({
  installation: { is: 'app-image', file },
  arch: 'x64',
  fetch: (url, options) => fetch(url, options),
  run: async () => '',
  load: () => import('../../main/desktop/updates/updaters.ts'),
  handOver: () => Promise.reject(new Error('not on macOS')),
  newUpdater: () => appImageUpdaterUnderNode(dirname(file), '0.1.0'),
});
process.stdout.write('begin\n');
const release = await source.look(address, 'latest', [readUpdateKey(publicKey)]);
await source.fetch(release, address, () => undefined);
await source.install(false);
process.stdout.write('done\n');

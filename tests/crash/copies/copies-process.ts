import { writeSync } from 'node:fs';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { epochMs } from '../../../shared/time.ts';
import {
  inspectBackup,
  makeBackup,
  putInPlace,
  salvageInPlace,
  workFolder,
} from '../../../main/backup/index.ts';
import { databaseFile, openDataFolder } from '../../../main/store/index.ts';
import { storyOf } from './stories.ts';

/**
 * One backup, restore or salvage, all of it in the first thread, so that each of its calls can be
 * watched. Says on descriptor 3 that it is done.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    seed: { type: 'string' },
    after: { type: 'string' },
  },
});
const root = z.string().parse(values.data);
const story = storyOf(Number(values.seed));
const app = join(root, 'app');
const share = join(root, 'share');
const at = epochMs(Date.parse('2026-11-27T09:00:00Z'));

const folder = openDataFolder({ folder: app, owner: 'lab', now: new Date(at) });
if (story === 'restore') {
  const [name = ''] = readdirSync(share);
  const database = join(workFolder(app), 'restore.db');
  const { key } = folder;
  const present = databaseFile(app, 'real');
  inspectBackup({ file: join(share, name), passphrase: null, key, into: database, present });
  const order = { dataFolder: app, mode: 'real', key, database, why: 'restored' } as const;
  putInPlace({ ...order, at, carried: null });
  folder.openStore('real').close();
} else if (story === 'salvage') {
  salvageInPlace({ dataFolder: app, mode: 'real', key: folder.key, at });
  folder.openStore('real').close();
} else {
  const store = folder.openStore('real');
  makeBackup({
    is: 'backup',
    file: store.file,
    key: store.key,
    mode: 'real',
    made: at,
    folder: share,
    name: null,
    work: workFolder(app),
    recipient: null,
    carried: null,
    // The older one is of the same day: it goes, once the new one is whole and has its name.
    keep: { days: 1, weeks: 0, months: 0 },
  });
  store.close();
}
writeSync(3, 'done\n');
folder.release();

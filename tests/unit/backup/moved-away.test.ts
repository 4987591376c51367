import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  inspectBackup,
  isMovedAway,
  makeBackup,
  markMoved,
  putInPlace,
  workFolder,
} from '../../../main/backup/index.ts';
import { openDataFolder, type Store } from '../../../main/store/index.ts';
import { epochMs } from '../../../shared/time.ts';
import { now, office, put, sample, tempFolder, tempStore } from '../store/store-samples.ts';

describe('data that was moved to another computer', () => {
  test('stays moved where a later move came to nothing', () => {
    const store = tempStore();
    const undoFirst = markMoved(store, now);
    undoFirst();
    expect(isMovedAway(store)).toBe(false);
    markMoved(store, now);
    const undo = markMoved(store, epochMs(now + 1));
    undo();
    expect(isMovedAway(store)).toBe(true);
    expect(store.tables.settings.get('moved-away')).toEqual({ at: now });
  });

  test('stays moved where a backup from before it is put in its place', () => {
    const root = tempFolder();
    const [dataFolder, share] = [join(root, 'data'), join(root, 'share')];
    mkdirSync(share);
    const folder = openDataFolder({ folder: dataFolder, owner: 'test', now: new Date(now) });
    const store = folder.openStore('real');
    store.transaction(({ settings }) => settings.set('office', office));
    put(store, [sample('a')]);
    const file = backUp(store);
    markMoved(store, now);
    store.close();
    expect(restored('restored')).toBe(true);
    // What comes from another computer is what is at work from then on.
    expect(restored('moved')).toBe(false);
    folder.release();

    function backUp({ file, key }: Store): string {
      const order = { file, key, mode: 'real', made: now, folder: share, name: null } as const;
      const rest = { is: 'backup', recipient: null, carried: null, keep: null } as const;
      return makeBackup({ ...order, ...rest, work: workFolder(dataFolder) }).file;
    }
    function restored(why: 'restored' | 'moved'): boolean {
      const database = join(workFolder(dataFolder), 'restore.db');
      const { key } = folder;
      inspectBackup({ file, passphrase: null, key, into: database, present: null });
      putInPlace({ dataFolder, mode: 'real', key, database, why, at: now, carried: null });
      const after = folder.openStore('real');
      try {
        return isMovedAway(after);
      } finally {
        after.close();
      }
    }
  });
});

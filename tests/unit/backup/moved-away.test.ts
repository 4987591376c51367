import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  inspectBackup,
  makeBackup,
  markMoved,
  putInPlace,
  stayHere,
  workFolder,
} from '../../../main/backup/index.ts';
import { isMovedAway } from '../../../main/backup/moving.ts';
import { openDataFolder, readRestored, type Store } from '../../../main/store/index.ts';
import { epochMs } from '../../../shared/time.ts';
import { openDesk, plan } from './day.ts';
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

  test('passes over the more numbers the longer the other computer may have given them', () => {
    const day = 24 * 3_600_000;
    const passedAfter = (days: number): number => {
      const store = tempStore();
      store.transaction(({ settings }) => settings.set('office', office));
      put(
        store,
        Array.from({ length: 100 }, (_, n) => sample(`a-${n}`)),
      );
      markMoved(store, now);
      stayHere(store, epochMs(now + days * day));
      const mark = store.read(readRestored);
      expect(mark?.from).toBe(now);
      const [passed] = mark?.passed.filter(({ letter }) => letter === 'M') ?? [];
      return passed === undefined ? 0 : passed.last - passed.first;
    };
    // Twenty a day before the move; three times that is allowed for.
    expect(passedAfter(100)).toBeGreaterThanOrEqual(passedAfter(1) + 99 * 60);
  });

  test('takes no place of the other computer’s backups', { timeout: 300_000 }, async () => {
    const root = tempFolder();
    const share = join(root, 'share');
    mkdirSync(share);
    const desk = await openDesk(join(root, 'data'));
    await desk.call('backup.set', { ...plan(share), keep: { days: 1, weeks: 1, months: 1 } });
    const theirs = await desk.call('backup.make', {});
    expect((await desk.call('backup.get', {})).nextAt).not.toBeNull();
    await desk.call('move.out', { folder: root, passphrase: plan(share).protect.passphrase });
    // By itself it makes none, and says of none that it is missing.
    expect((await desk.call('backup.get', {})).nextAt).toBeNull();
    await expect.poll(() => Date.now() - theirs.made).toBeGreaterThan(1000);
    // By hand it may.
    expect(await desk.call('backup.make', {})).toMatchObject({ removed: 0 });
    const { backups } = await desk.call('backup.list', {});
    expect(backups.map(({ file }) => file)).toContain(theirs.file);
    expect(backups).toHaveLength(2);
  });
});

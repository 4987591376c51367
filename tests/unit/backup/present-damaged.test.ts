import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inspectBackup, makeBackup, putInPlace, workFolder } from '../../../main/backup/index.ts';
import { enqueue } from '../../../main/outbox/index.ts';
import { openDataFolder, Store } from '../../../main/store/index.ts';
import { now, office, sample, tempFolder } from '../store/store-samples.ts';

const pageBytes = 2048;

/** A data folder whose database is whole but for one page, on which a table begins. */
function damagedAt(table: string) {
  const root = tempFolder();
  const [dataFolder, share] = [join(root, 'data'), join(root, 'share')];
  mkdirSync(share);
  const folder = openDataFolder({ folder: dataFolder, owner: 'test', now: new Date(now) });
  const store = folder.openStore('real');
  store.transaction(({ settings, gates }) => {
    settings.set('office', office);
    gates.savePacer('real', {});
  });
  const filings = Array.from({ length: 60 }, (_, n) => sample(`ref-${n}`));
  enqueue(store, filings, { office, at: now, batchId: null });
  const { file, key } = store;
  const backup = makeBackup({
    is: 'backup',
    file,
    key,
    mode: 'real',
    made: now,
    folder: share,
    name: null,
    work: workFolder(dataFolder),
    recipient: null,
    carried: null,
    keep: null,
  });
  const page = store.tables.connection
    .prepare<[string], number>('SELECT rootpage FROM sqlite_schema WHERE name = ?')
    .pluck()
    .get(table);
  store.close();
  if (page === undefined) throw new Error(`no table ${table}`);
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, Buffer.alloc(64, 0xa5), 0, 64, (page - 1) * pageBytes + 512);
  closeSync(descriptor);
  return { folder, dataFolder, key, file, backup: backup.file };
}

describe('data that is damaged', () => {
  test.each(['filing', 'filing_by_transport', 'gate', 'serial', 'journal', 'setting'])(
    'at %s keeps no backup from taking its place',
    (table) => {
      const { folder, dataFolder, key, file, backup } = damagedAt(table);
      const database = join(workFolder(dataFolder), 'restore.db');
      const seen = inspectBackup({
        file: backup,
        passphrase: null,
        key,
        into: database,
        present: file,
      });
      expect(seen.preview.copy.filings).toBe(60);
      const place = { dataFolder, mode: 'real', key, database, at: now } as const;
      putInPlace({ ...place, why: 'restored', carried: null });
      const store = new Store({ file, key, readonly: true });
      expect(store.counts.transport.queued).toBe(60);
      store.close();
      folder.release();
    },
  );
});

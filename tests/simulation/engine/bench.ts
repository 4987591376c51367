import { Store } from '../../../main/store/index.ts';
import { chance } from './chance.ts';
import { SimulatedDisk, type DiskImage } from './disk.ts';
import { installVfs, type Vfs } from './disk-vfs.ts';
import { loadSqlite, type Sqlite } from './sqlite-calls.ts';
import { openWasm } from './wasm-connection.ts';

/** What the runs of one process share. */
export interface Bench {
  sqlite: Sqlite;
  vfs: Vfs;
  /** An empty database of today's version. */
  template: DiskImage;
  /** Its name in that image. */
  templateFile: string;
}

export async function openBench(): Promise<Bench> {
  const sqlite = await loadSqlite();
  const vfs = installVfs(sqlite);
  const disk = new SimulatedDisk({ random: () => 0, fault: () => null });
  const file = '/simulated-template.db';
  vfs.mount(file, { disk, random: chance(0).stream('template'), now: () => 0 });
  const opened = openWasm(sqlite, file, false);
  const store = new Store({
    file,
    key: Buffer.alloc(32),
    openDatabase: () => opened.connection,
  });
  store.close();
  opened.abandon();
  vfs.unmount(file);
  return { sqlite, vfs, template: disk.image(), templateFile: file };
}

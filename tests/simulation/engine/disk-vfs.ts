import type { Sqlite3Result } from '@sqlite.org/sqlite-wasm';
import { z } from 'zod';
import type { Random } from '../../../shared/time.ts';
import type { DiskResult, OpenFile, SimulatedDisk } from './disk.ts';
import { fileLocks, type FileLocks } from './disk-locks.ts';
import type { Sqlite } from './sqlite-calls.ts';

/** Name under which SQLite knows the simulated disks. */
export const vfsName = 'simulated';

/** A disk that SQLite can open databases on. */
export interface MountedDisk {
  disk: SimulatedDisk;
  /** For what SQLite itself draws, the salt of its log among it. */
  random: Random;
  /** Milliseconds since 1970. */
  now(): number;
}

export interface Vfs {
  /** Makes a disk known under the name of its one database; the name is a whole path. */
  mount(file: string, disk: MountedDisk): void;
  unmount(file: string): void;
}

interface Handle {
  id: number;
  open: OpenFile;
  shared: Shared;
}

/** What the open files of one name share within one life of the process. */
interface Shared {
  life: number;
  locks: FileLocks;
  /** Addresses of the shared memory's regions. */
  regions: number[];
  users: Set<number>;
}

/** The library's types call an offset a number that comes as a bigint. */
const offsetOf = (value: number | bigint): number => Number(value);

const openCreate = 0x04;
const accessExists = 0;

/**
 * Lets SQLite open files on simulated disks, with the locks and the shared memory of its log as an
 * operating system gives them to one process.
 */
export function installVfs(sqlite: Sqlite): Vfs {
  const { api, calls } = sqlite;
  const { capi, wasm } = api;
  const mounted = new Map<string, MountedDisk>();
  const handles = new Map<number, Handle>();
  const shareds = new Map<string, Shared>();
  let lastId = 0;
  // The library's types take every number that a method gives back for a result code.
  const powersafe = z.custom<Sqlite3Result>().parse(capi.SQLITE_IOCAP_POWERSAFE_OVERWRITE);

  function diskOf(name: string): MountedDisk {
    const found = mounted.get(name.replace(/-(wal|journal)$/, ''));
    if (found === undefined) throw new RangeError(`no disk for ${name}`);
    return found;
  }
  function handleOf(file: number): Handle {
    const handle = handles.get(file);
    if (handle === undefined) throw new RangeError('a file that is not open');
    return handle;
  }
  function sharedOf(name: string, life: number): Shared {
    const known = shareds.get(name);
    // What an ended process shared is gone; those who still hold it free it.
    if (known !== undefined && known.life === life) return known;
    const shared: Shared = { life, locks: fileLocks(), regions: [], users: new Set() };
    shareds.set(name, shared);
    return shared;
  }
  function leave({ id, shared }: Handle): void {
    shared.locks.forget(id);
    shared.users.delete(id);
    if (shared.users.size > 0) return;
    for (const region of shared.regions) calls.free(region);
    shared.regions = [];
  }
  const codeOf = (result: DiskResult, error: Sqlite3Result): Sqlite3Result =>
    result === 'done' ? 0 : result === 'full' ? capi.SQLITE_FULL : error;

  const io = new capi.sqlite3_io_methods();
  wasm.poke32(io.pointer, 2);
  const vfs = new capi.sqlite3_vfs();
  vfs.$iVersion = 2;
  vfs.$szOsFile = 16;
  vfs.$mxPathname = 1024;

  api.vfs.installVfs({
    io: {
      struct: io,
      methods: {
        xClose(file) {
          const handle = handles.get(file);
          if (handle !== undefined) leave(handle);
          handles.delete(file);
          return 0;
        },
        xRead(file, buffer, amount, offset) {
          const target = sqlite.bytes().subarray(buffer, buffer + amount);
          const result = handleOf(file).open.read(target, offsetOf(offset));
          return result === 'short'
            ? capi.SQLITE_IOERR_SHORT_READ
            : codeOf(result, capi.SQLITE_IOERR_READ);
        },
        xWrite(file, buffer, amount, offset) {
          const bytes = sqlite.bytes().subarray(buffer, buffer + amount);
          const result = handleOf(file).open.write(bytes, offsetOf(offset));
          return codeOf(result, capi.SQLITE_IOERR_WRITE);
        },
        xTruncate(file, size) {
          const result = handleOf(file).open.truncate(offsetOf(size));
          return codeOf(result, capi.SQLITE_IOERR_TRUNCATE);
        },
        xSync: (file) => codeOf(handleOf(file).open.sync(), capi.SQLITE_IOERR_FSYNC),
        xFileSize(file, out) {
          wasm.poke64(out, handleOf(file).open.size());
          return 0;
        },
        xLock(file, level) {
          const { id, shared } = handleOf(file);
          return shared.locks.lock(id, level) ? 0 : capi.SQLITE_BUSY;
        },
        xUnlock(file, level) {
          const { id, shared } = handleOf(file);
          shared.locks.unlock(id, level);
          return 0;
        },
        xCheckReservedLock(file, out) {
          wasm.poke32(out, handleOf(file).shared.locks.isReserved() ? 1 : 0);
          return 0;
        },
        xFileControl: () => capi.SQLITE_NOTFOUND,
        // As the file systems of today: a write harms nothing beside it.
        xDeviceCharacteristics: () => powersafe,
        xShmMap(file, index, size, mayExtend, out) {
          const { id, shared } = handleOf(file);
          shared.users.add(id);
          const wanted = mayExtend === 0 ? 0 : index + 1;
          while (shared.regions.length < wanted) {
            const region = calls.malloc(size);
            if (region === 0) return capi.SQLITE_NOMEM;
            sqlite.bytes().fill(0, region, region + size);
            shared.regions.push(region);
          }
          wasm.poke32(out, shared.regions[index] ?? 0);
          return 0;
        },
        xShmLock(file, first, count, flags) {
          const { id, shared } = handleOf(file);
          return shared.locks.shmLock(id, first, count, flags) ? 0 : capi.SQLITE_BUSY;
        },
        xShmBarrier: () => {},
        xShmUnmap(file) {
          leave(handleOf(file));
          return 0;
        },
      },
    },
    vfs: {
      struct: vfs,
      name: vfsName,
      methods: {
        xOpen(_, zName, file, flags, outFlags) {
          wasm.poke32(file, 0);
          const name = sqlite.text(zName);
          const { disk } = diskOf(name);
          const open = disk.open(name, (flags & openCreate) !== 0);
          if (open === null) return capi.SQLITE_CANTOPEN;
          lastId += 1;
          handles.set(file, { id: lastId, open, shared: sharedOf(name, disk.life) });
          wasm.poke32(file, io.pointer);
          if (outFlags !== 0) wasm.poke32(outFlags, flags);
          return 0;
        },
        xDelete(_, zName, syncFolder) {
          const name = sqlite.text(zName);
          const { disk } = diskOf(name);
          if (!disk.has(name)) return capi.SQLITE_IOERR_DELETE_NOENT;
          return codeOf(disk.delete(name, syncFolder !== 0), capi.SQLITE_IOERR_DELETE);
        },
        xAccess(_, zName, flags, out) {
          const name = sqlite.text(zName);
          const isThere = flags !== accessExists || diskOf(name).disk.has(name);
          wasm.poke32(out, isThere ? 1 : 0);
          return 0;
        },
        xFullPathname(_, zName, size, out) {
          const name = sqlite.text(zName);
          const { at, length } = sqlite.copyText(name);
          if (length < size) sqlite.bytes().copyWithin(out, at, at + length + 1);
          calls.free(at);
          return length < size ? 0 : capi.SQLITE_CANTOPEN;
        },
        xRandomness(_, size, out) {
          // One disk at a time is at work; before any is mounted SQLite seeds its own generator.
          const random = [...mounted.values()].at(-1)?.random ?? (() => 0.5);
          for (let i = 0; i < size; i += 1) sqlite.bytes()[out + i] = Math.floor(random() * 256);
          return 0;
        },
        xSleep: () => 0,
        xCurrentTimeInt64(_, out) {
          const now = [...mounted.values()].at(-1)?.now() ?? 0;
          wasm.poke64(out, Math.round(now + 210_866_760_000_000));
          return 0;
        },
        xGetLastError: () => 0,
      },
    },
  });

  return {
    mount(file, disk) {
      mounted.set(file, disk);
      // SQLite seeds its generator anew: nothing of the run before shows in this one.
      calls.sqlite3_randomness(0, 0);
    },
    unmount: (file) => void mounted.delete(file),
  };
}

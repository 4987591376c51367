/** SQLite's levels of a lock on a database file. */
const none = 0;
const shared = 1;
const reserved = 2;
const pending = 3;
const exclusive = 4;

const shmUnlock = 1;
const shmShared = 4;

/** Who holds what of one file, within one life of the process. */
export interface FileLocks {
  /** Whether the level was got. */
  lock(owner: number, level: number): boolean;
  unlock(owner: number, level: number): void;
  isReserved(): boolean;
  /** Locks of the shared memory, by slot. */
  shmLock(owner: number, first: number, count: number, flags: number): boolean;
  /** Lets go of everything. */
  forget(owner: number): void;
}

export function fileLocks(): FileLocks {
  const levels = new Map<number, number>();
  const slots = Array.from({ length: 8 }, () => ({
    shared: new Set<number>(),
    exclusive: null as number | null,
  }));
  const others = (owner: number): number[] =>
    [...levels].filter(([id]) => id !== owner).map(([, level]) => level);

  return {
    lock(owner, level) {
      if ((levels.get(owner) ?? none) >= level) return true;
      const highest = Math.max(none, ...others(owner));
      const may =
        level === shared
          ? highest < pending
          : level === exclusive
            ? highest === none
            : highest < reserved;
      if (may) levels.set(owner, level);
      return may;
    },
    unlock(owner, level) {
      if (level === none) levels.delete(owner);
      else levels.set(owner, Math.min(level, levels.get(owner) ?? none));
    },
    isReserved: () => [...levels.values()].some((level) => level >= reserved),
    shmLock(owner, first, count, flags) {
      const wanted = slots.slice(first, first + count);
      if ((flags & shmUnlock) !== 0) {
        for (const slot of wanted) {
          if ((flags & shmShared) !== 0) slot.shared.delete(owner);
          else if (slot.exclusive === owner) slot.exclusive = null;
        }
        return true;
      }
      if ((flags & shmShared) !== 0) {
        if (wanted.some((slot) => slot.exclusive !== null && slot.exclusive !== owner))
          return false;
        for (const slot of wanted) slot.shared.add(owner);
        return true;
      }
      const isTaken = wanted.some(
        (slot) =>
          (slot.exclusive !== null && slot.exclusive !== owner) ||
          [...slot.shared].some((id) => id !== owner),
      );
      if (isTaken) return false;
      for (const slot of wanted) slot.exclusive = owner;
      return true;
    },
    forget(owner) {
      levels.delete(owner);
      for (const slot of slots) {
        slot.shared.delete(owner);
        if (slot.exclusive === owner) slot.exclusive = null;
      }
    },
  };
}

import { NaruError, type Problem } from '../../shared/errors.ts';

export type Done<T> = { ok: true; value: T } | { ok: false };

/** Writes and reads, with a disk that may refuse: a trouble to wait for, not an end. */
export interface Disk {
  write<T>(work: () => T): Done<T>;
  read<T>(work: () => T): Done<T>;
  readLater<T>(work: () => Promise<T>): Promise<Done<T>>;
  /** What keeps this computer from its work; `null` where nothing does. */
  trouble(): Problem | null;
  /** After a disk error: what is on disk has to be read again before anything else. */
  isDoubtful(): boolean;
}

export interface DiskOptions {
  /** An attempt on its way would be taken for one that was given up. */
  mayReopen(): boolean;
  /** Reads what is on disk again. */
  reopen(): void;
  /** A write went through. */
  onWritten(): void;
}

export function watchDisk({ mayReopen, reopen, onWritten }: DiskOptions): Disk {
  let trouble: NaruError | null = null;
  let doubtful = false;

  function failed(error: unknown): { ok: false } {
    if (!(error instanceof NaruError)) throw error;
    trouble = error;
    return { ok: false };
  }

  return {
    trouble: () => trouble?.problem ?? null,
    isDoubtful: () => doubtful,
    write(work) {
      try {
        if (doubtful && !mayReopen()) return { ok: false };
        // A commit that failed by a disk error may be there or not: what is on disk counts.
        if (doubtful) {
          reopen();
          doubtful = false;
        }
        const value = work();
        trouble = null;
        onWritten();
        return { ok: true, value };
      } catch (error) {
        const isDiskError = error instanceof NaruError && error.problem.code === 'disk-error';
        doubtful ||= isDiskError;
        return failed(error);
      }
    },
    read(work) {
      try {
        return { ok: true, value: work() };
      } catch (error) {
        return failed(error);
      }
    },
    async readLater(work) {
      try {
        return { ok: true, value: await work() };
      } catch (error) {
        return failed(error);
      }
    },
  };
}

import type { Random } from '../../../shared/time.ts';

/** What a disk can be asked to do; faults are drawn per operation. */
export type DiskOperation = 'open' | 'read' | 'write' | 'truncate' | 'sync' | 'delete';

/** What may go wrong with one operation. */
export type DiskFault =
  /** An I/O error; of a sync that failed nobody knows what of it is on disk, not even later. */
  | 'error'
  /** No space is left. */
  | 'full'
  /** The process ends here; what it wrote is in the system's cache. */
  | 'kill'
  /** The power goes; what was not synced may be lost. */
  | 'power-cut';

export type DiskResult = 'done' | 'error' | 'full';

/** Atomic unit of the disk, in bytes: a write that is cut off leaves whole sectors. */
const sectorBytes = 512;

interface Write {
  at: number;
  bytes: Uint8Array;
}
type Unsynced = Write | { truncateTo: number };

/** Bytes that grow. */
class Image {
  #bytes = new Uint8Array(0);
  size = 0;

  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.size);
  }
  write(at: number, bytes: Uint8Array): void {
    const end = at + bytes.length;
    if (end > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(end, this.#bytes.length * 2, 65_536));
      larger.set(this.bytes);
      this.#bytes = larger;
    }
    this.#bytes.set(bytes, at);
    this.size = Math.max(this.size, end);
  }
  truncate(size: number): void {
    if (size < this.size) this.#bytes.fill(0, size, this.size);
    this.size = Math.min(this.size, size);
  }
  apply(change: Unsynced): void {
    if ('truncateTo' in change) this.truncate(change.truncateTo);
    else this.write(change.at, change.bytes);
  }
  copy(): Image {
    const copy = new Image();
    copy.write(0, this.bytes);
    return copy;
  }
}

/** A file: what programs see, what a power cut leaves, and what lies between. */
class SimulatedFile {
  /** What is read: the system's cache over the disk. */
  seen = new Image();
  durable = new Image();
  unsynced: Unsynced[] = [];

  sync(): void {
    for (const change of this.unsynced) this.durable.apply(change);
    this.unsynced = [];
  }
}

export interface DiskOptions {
  random: Random;
  /** What happens at this operation; called for each. */
  fault(operation: DiskOperation, name: string): DiskFault | null;
}

/** A disk as its files were left. */
export type DiskImage = ReadonlyMap<string, Uint8Array>;

/** An open file of the simulated disk. */
export interface OpenFile {
  readonly name: string;
  size(): number;
  /** Reads into `target`; what lies behind the end reads as zeros. `short` where some did. */
  read(target: Uint8Array, at: number): DiskResult | 'short';
  write(bytes: Uint8Array, at: number): DiskResult;
  truncate(size: number): DiskResult;
  sync(): DiskResult;
}

/**
 * A disk in memory that loses what was not synced. Every random choice comes from its seed: a power
 * cut keeps what is durable and a legal part of the rest, torn between sectors, in any order.
 */
export class SimulatedDisk {
  readonly #options: DiskOptions;
  #files = new Map<string, SimulatedFile>();
  /** Names that the folder has for certain after a power cut. */
  #durableNames = new Map<string, SimulatedFile>();
  /** Counts the lives of the process: the files of an ended one are closed to it. */
  #life = 0;
  #ended: 'kill' | 'power-cut' | null = null;
  operations = 0;

  constructor(options: DiskOptions, image: DiskImage = new Map()) {
    this.#options = options;
    for (const [name, bytes] of image) {
      const file = new SimulatedFile();
      file.seen.write(0, bytes);
      file.durable.write(0, bytes);
      this.#files.set(name, file);
      this.#durableNames.set(name, file);
    }
  }

  /** How the process ended at an operation; `null` while it lives. */
  get ended(): 'kill' | 'power-cut' | null {
    return this.#ended;
  }

  get life(): number {
    return this.#life;
  }

  sizeOf(name: string): number {
    return this.#files.get(name)?.seen.size ?? 0;
  }

  has(name: string): boolean {
    return this.#files.has(name);
  }

  /** The process ends now, as by the operation that is given. */
  end(how: 'kill' | 'power-cut'): void {
    this.#ended = how;
  }

  /** What lies on disk is read by a new process, after a power cut of what is left of it. */
  startAgain(): void {
    if (this.#ended === 'power-cut') this.#cutPower();
    this.#ended = null;
    this.#life += 1;
  }

  /** All as it is seen now. */
  image(): DiskImage {
    return new Map([...this.#files].map(([name, file]) => [name, file.seen.bytes.slice()]));
  }

  open(name: string, mayCreate: boolean): OpenFile | null {
    const life = this.#life;
    if (this.#begin('open', name, life) !== 'done') return null;
    let file = this.#files.get(name);
    if (file === undefined) {
      if (!mayCreate) return null;
      file = new SimulatedFile();
      this.#files.set(name, file);
    }
    return this.#opened(name, file, life);
  }

  /** Removes a name; without `syncFolder` a power cut may bring it back. */
  delete(name: string, syncFolder: boolean): DiskResult {
    const begun = this.#begin('delete', name, this.#life);
    if (begun !== 'done') return begun;
    this.#files.delete(name);
    if (syncFolder) this.#syncFolder();
    return 'done';
  }

  #opened(name: string, file: SimulatedFile, life: number): OpenFile {
    return {
      name,
      size: () => file.seen.size,
      read: (target, at) => {
        const begun = this.#begin('read', name, life);
        if (begun !== 'done') return begun;
        const part = file.seen.bytes.subarray(at, at + target.length);
        target.set(part);
        if (part.length === target.length) return 'done';
        target.fill(0, part.length);
        return 'short';
      },
      write: (bytes, at) => {
        const begun = this.#begin('write', name, life);
        if (begun !== 'done') {
          // A write that fails has often done a part of its work.
          if (begun === 'error' && this.#isAlive(life)) this.#write(file, bytes, at, 0.5);
          return begun;
        }
        this.#write(file, bytes, at, 1);
        return 'done';
      },
      truncate: (size) => {
        const begun = this.#begin('truncate', name, life);
        if (begun !== 'done') return begun;
        file.seen.truncate(size);
        file.unsynced.push({ truncateTo: size });
        return 'done';
      },
      sync: () => {
        const begun = this.#begin('sync', name, life);
        if (begun === 'done') {
          file.sync();
          if (this.#durableNames.get(name) !== file) this.#syncFolder();
        } else if (begun === 'error' && this.#isAlive(life)) this.#forgetUnsynced(file);
        return begun;
      },
    };
  }

  #write(file: SimulatedFile, bytes: Uint8Array, at: number, share: number): void {
    const length = share === 1 ? bytes.length : Math.floor(bytes.length * this.#options.random());
    const own = bytes.slice(0, length);
    file.seen.write(at, own);
    file.unsynced.push({ at, bytes: own });
  }

  #isAlive(life: number): boolean {
    return life === this.#life && this.#ended === null;
  }

  #begin(operation: DiskOperation, name: string, life: number): DiskResult {
    if (!this.#isAlive(life)) return 'error';
    this.operations += 1;
    const fault = this.#options.fault(operation, name);
    switch (fault) {
      case null:
        return 'done';
      case 'error':
      case 'full':
        return fault;
      case 'kill':
      case 'power-cut':
        this.#ended = fault;
        return 'error';
    }
  }

  /** As systems do after a failed sync: the pages count as clean, and nobody writes them again. */
  #forgetUnsynced(file: SimulatedFile): void {
    for (const change of file.unsynced)
      if (this.#options.random() < 0.5) file.durable.apply(change);
    file.unsynced = [];
  }

  #syncFolder(): void {
    this.#durableNames = new Map(this.#files);
  }

  #cutPower(): void {
    const { random } = this.#options;
    const left = new Map<string, SimulatedFile>();
    for (const name of new Set([...this.#files.keys(), ...this.#durableNames.keys()])) {
      const now = this.#files.get(name);
      const before = this.#durableNames.get(name);
      const file = now === before || random() < 0.5 ? now : before;
      if (file !== undefined) left.set(name, this.#remains(file));
    }
    this.#files = left;
    this.#durableNames = new Map(left);
  }

  /** One of the images that a power cut may leave of a file. */
  #remains({ durable, unsynced }: SimulatedFile): SimulatedFile {
    const { random } = this.#options;
    const image = durable.copy();
    const kept = random();
    if (kept < 0.3) {
      // Nothing that was not synced.
    } else if (kept < 0.6) {
      const until = Math.floor(random() * (unsynced.length + 1));
      for (const change of unsynced.slice(0, until)) image.apply(change);
      const torn = unsynced[until];
      if (torn !== undefined && 'bytes' in torn) {
        const sectors = Math.floor((random() * torn.bytes.length) / sectorBytes);
        image.write(torn.at, torn.bytes.subarray(0, sectors * sectorBytes));
      }
    } else {
      const share = random();
      for (const change of unsynced) {
        if ('truncateTo' in change) {
          if (random() < share) image.apply(change);
        } else
          for (const sector of sectorsOf(change))
            if (random() < share) image.write(sector.at, sector.bytes);
      }
    }
    const file = new SimulatedFile();
    file.durable = image;
    file.seen = image.copy();
    return file;
  }
}

function* sectorsOf({ at, bytes }: Write): IterableIterator<Write> {
  for (let from = 0; from < bytes.length;) {
    const to = Math.min(bytes.length, from + sectorBytes - ((at + from) % sectorBytes));
    yield { at: at + from, bytes: bytes.subarray(from, to) };
    from = to;
  }
}

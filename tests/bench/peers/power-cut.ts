import Database from 'better-sqlite3';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { openConnection } from '../../../main/store/connection.ts';
import type { Config } from './contender.ts';
import { key, type Entry } from './roster.ts';
import { start, type Launch } from './start.ts';
import { readTrace, watching, type Call } from './trace.ts';

/** What was lost over a number of power cuts, one right after each acknowledgement. */
export interface PowerCuts {
  cuts: number;
  /** Cuts after which an acknowledged filing was missing. */
  lossy: number;
  /** Most filings missing after one cut. */
  most: number;
  /** Images that could not even be opened. */
  unreadable: number;
}

/**
 * Cuts the power after each of `cuts` acknowledgements: of each file only what was synced by then
 * is there. Kind in two ways, to all alike: names of files are taken to be on disk at once, and no
 * sector is torn.
 */
export async function cutPower(
  entry: Entry & { launch: Launch },
  folder: string,
  config: Config,
  cuts: number,
): Promise<PowerCuts> {
  const data = join(folder, 'data');
  mkdirSync(data, { recursive: true });
  const file = join(data, 'queue.db');
  const before = await start(entry.launch, { ...config, file });
  await before.tell({ do: 'enqueue', from: 1, count: 5 });
  await before.close();
  const disk = new Disk(data);

  const log = join(folder, 'trace.log');
  const marks = join(folder, 'marks');
  const running = await start(entry.launch, { ...config, file, marks }, watching(log));
  await running.tell({ do: 'enqueue', from: 6, count: cuts });
  await running.close();

  const result = { cuts: 0, lossy: 0, most: 0, unreadable: 0 };
  const acknowledged: string[] = ['B-1', 'B-2', 'B-3', 'B-4', 'B-5'];
  for (const call of readTrace(log, folder)) {
    disk.see(call);
    if (call.file !== marks || call.is !== 'append') continue;
    const said = call.bytes.toString().trim();
    if (!said.startsWith('B-')) continue;
    acknowledged.push(said);
    const there = referencesOf(entry, disk.imageIn(join(folder, 'image')));
    result.cuts += 1;
    if (there === null) result.unreadable += 1;
    const lost = acknowledged.filter((reference) => there?.has(reference) !== true).length;
    if (lost > 0) result.lossy += 1;
    result.most = Math.max(result.most, lost);
  }
  return result;
}

type Change = Extract<Call, { is: 'write' | 'truncate' }>;

/** What is on disk for certain, and what is only written. */
class Disk {
  readonly #synced = new Map<string, Buffer>();
  readonly #written = new Map<string, Change[]>();

  constructor(folder: string) {
    for (const name of readdirSync(folder))
      this.#synced.set(join(folder, name), readFileSync(join(folder, name)));
  }

  see(call: Call): void {
    switch (call.is) {
      case 'write':
      case 'truncate':
        this.#written.set(call.file, [...(this.#written.get(call.file) ?? []), call]);
        return;
      case 'sync': {
        const changes = this.#written.get(call.file) ?? [];
        this.#written.delete(call.file);
        if (changes.length === 0) return;
        const before = this.#synced.get(call.file) ?? Buffer.alloc(0);
        this.#synced.set(call.file, changes.reduce(changed, before));
        return;
      }
      case 'remove':
        this.#synced.delete(call.file);
        this.#written.delete(call.file);
        return;
      case 'append':
    }
  }

  /** Lays the image down; returns its database. */
  imageIn(folder: string): string {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    for (const [file, bytes] of this.#synced)
      if (!file.endsWith('-shm')) writeFileSync(join(folder, basename(file)), bytes);
    return join(folder, 'queue.db');
  }
}

function changed(before: Buffer, change: Change): Buffer {
  if (change.is === 'truncate') {
    const after = Buffer.alloc(change.size);
    before.copy(after);
    return after;
  }
  const end = change.at + change.bytes.length;
  const after = end > before.length ? Buffer.alloc(end) : Buffer.from(before);
  if (end > before.length) before.copy(after);
  change.bytes.copy(after, change.at);
  return after;
}

const rowsSchema = z.array(z.string());

function referencesOf({ isEncrypted, references }: Entry, file: string): Set<string> | null {
  try {
    const connection = isEncrypted ? openConnection({ file, key }) : new Database(file);
    try {
      return new Set(rowsSchema.parse(connection.prepare(references).pluck().all()));
    } finally {
      connection.close();
    }
  } catch {
    return null;
  }
}

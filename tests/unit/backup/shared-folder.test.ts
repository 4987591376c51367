import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { listBackups, makeBackup } from '../../../main/backup/index.ts';
import type { Keep } from '../../../main/backup/rotation.ts';
import { Store } from '../../../main/store/index.ts';
import { epochMs, type EpochMs } from '../../../shared/time.ts';
import { put, sample, tempFolder } from '../store/store-samples.ts';

const now = epochMs(Date.parse('2026-11-23T00:00:00Z'));
const hour = 3_600_000;

/** Two desks of an office, each with its own data and key, and one share for both. */
function desks() {
  const root = tempFolder();
  const share = join(root, 'share');
  mkdirSync(share);
  return { share, one: desk(root, 1), other: desk(root, 2) };

  function desk(root: string, n: number) {
    const key = Buffer.alloc(32, n);
    const file = join(root, `${n}.db`);
    const store = new Store({ file, key });
    put(store, [sample(`desk-${n}`)]);
    store.close();
    return (made: EpochMs, keep: Keep | null = null) =>
      makeBackup({
        is: 'backup',
        file,
        key,
        mode: 'real',
        made,
        folder: share,
        name: null,
        work: join(root, `work-${n}`),
        recipient: null,
        carried: null,
        keep,
      });
  }
}

describe('one folder for the backups of two desks', () => {
  test('keeps both, though they are made in the same second', () => {
    const { share, one, other } = desks();
    const mine = one(now).file;
    const bytes = readFileSync(mine);
    const theirs = other(now).file;
    expect(theirs).not.toBe(mine);
    expect(readFileSync(mine).equals(bytes)).toBe(true);
    expect(
      listBackups(share)
        .map(({ file }) => file)
        .toSorted(),
    ).toEqual([mine, theirs].toSorted());
  });

  test('leaves alone what the other is just writing, and takes away what it has left', () => {
    const { share, one, other } = desks();
    const theirs = readFileSync(other(epochMs(now - hour)).file);
    const unfinished = join(share, 'naru-20261123-085900.naru-backup.part');
    const begun = join(share, 'naru-20261123-085930.naru-backup.part');
    const descriptor = openSync(unfinished, 'w');
    writeSync(descriptor, theirs.subarray(0, theirs.length / 2));
    closeSync(descriptor);
    writeFileSync(begun, '');
    at(unfinished, now);
    at(begun, now);
    one(now);
    expect([existsSync(unfinished), existsSync(begun)]).toEqual([true, true]);
    // Its own it knows by the header.
    other(epochMs(now + hour));
    expect([existsSync(unfinished), existsSync(begun)]).toEqual([false, true]);
    one(epochMs(now + 25 * hour));
    expect(existsSync(begun)).toBe(false);
  });
});

const at = (file: string, when: EpochMs): void => utimesSync(file, when / 1000, when / 1000);

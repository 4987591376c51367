import * as fc from 'fast-check';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { keptFacts, thinKept } from '../../../main/backup/kept.ts';
import { keptForMs, keptLeast, keptToRemove } from '../../../main/backup/kept-rule.ts';
import { listKept, Store, type KeptCopy } from '../../../main/store/index.ts';
import { epochMs } from '../../../shared/time.ts';
import { now, office, tempFolder } from '../store/store-samples.ts';

const day = 24 * 3_600_000;
const standing = { now, holds: false, isDamaged: false };
const copies = fc
  .array(fc.record({ age: fc.integer({ min: -40, max: 400 }), isGood: fc.boolean() }), {
    maxLength: 30,
  })
  .map((all) =>
    all.map(({ age, isGood }, i) => ({ file: `${i}`, at: epochMs(now - age * day), isGood })),
  );
type Sample = KeptCopy & { isGood: boolean };
const goodAmong =
  (all: readonly Sample[]) =>
  ({ file }: KeptCopy): boolean =>
    all.some((each) => each.file === file && each.isGood);

describe('what was kept aside', () => {
  test('stays where it is young, among the newest, or the only good one; the rest goes', () => {
    fc.assert(
      fc.property(copies, (all) => {
        const isGood = goodAmong(all);
        const gone = new Set(keptToRemove(all, { ...standing, isGood }).map(({ file }) => file));
        const left = all.filter(({ file }) => !gone.has(file));
        for (const { at } of all.filter(({ file }) => gone.has(file)))
          expect(now - at).toBeGreaterThan(keptForMs);
        expect(left.length).toBeGreaterThanOrEqual(Math.min(all.length, keptLeast));
        if (all.some((each) => each.isGood)) expect(left.some((each) => each.isGood)).toBe(true);
        const old = left.filter(({ at }) => now - at > keptForMs);
        expect(old.length).toBeLessThanOrEqual(keptLeast + 1);
        // Nothing that stays is older than something that goes, but the only good one.
        const newestGone = Math.max(
          ...all.filter(({ file }) => gone.has(file)).map(({ at }) => at),
        );
        const older = left.filter(({ at }) => at < newestGone);
        expect(older.length).toBeLessThanOrEqual(1);
        // What stays, stays.
        expect(keptToRemove(left, { ...standing, isGood }).length).toBe(0);
      }),
    );
  });

  test('stays whole while the data in use leans on it', () => {
    fc.assert(
      fc.property(copies, fc.boolean(), (all, isDamaged) => {
        const leaning = { now, holds: !isDamaged, isDamaged, isGood: () => true };
        expect(keptToRemove(all, leaning)).toEqual([]);
      }),
    );
  });
});

const nameOf = (ageDays: number, of = 'naru'): string => {
  const at = new Date(now - ageDays * day).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
  return `${of}-before-restore-${at}.db`;
};

function folderWith(ages: readonly number[]): { data: string; backups: string } {
  const data = tempFolder();
  const backups = join(data, 'backups');
  mkdirSync(backups);
  for (const age of ages) writeFileSync(join(backups, nameOf(age)), 'not one that opens');
  return { data, backups };
}

describe('the folder of kept copies', () => {
  const key = Buffer.alloc(32, 5);

  test('loses what is old with its log, and keeps the one that opens and what is not ours', () => {
    const { data, backups } = folderWith([1, 2, 3, 50, 70]);
    const good = new Store({ file: join(backups, nameOf(60)), key });
    good.transaction(({ journal }) =>
      journal.append({ at: now, filingId: null, before: null, kind: 'office-set', data: office }),
    );
    good.close();
    writeFileSync(join(backups, `${nameOf(50)}-wal`), 'log');
    // Of a removal that was interrupted.
    writeFileSync(join(backups, `${nameOf(90)}-wal`), 'log');
    const others = ['naru-before-7.db', nameOf(80, 'practice'), 'notes.txt'];
    for (const name of others) writeFileSync(join(backups, name), 'another');
    expect(listKept(data, 'real')).toHaveLength(6);
    expect(thinKept(data, 'real', key, standing)).toBe(2);
    // What reading has left beside the good one stays with it.
    const beside = (name: string): boolean => name.startsWith(`${nameOf(60)}-`);
    const left = readdirSync(backups).filter((name) => !beside(name));
    expect(left.toSorted()).toEqual(
      [...others, ...[1, 2, 3, 60].map((age) => nameOf(age))].toSorted(),
    );
    const facts = keptFacts(data);
    expect(facts).toMatchObject({ folder: backups, count: 6 });
    expect(facts.bytes).toBeGreaterThan(1000);
  });

  test('that is not there is no trouble', () => {
    const data = tempFolder();
    expect(thinKept(data, 'real', key, standing)).toBe(0);
    expect(keptFacts(data)).toMatchObject({ count: 0, bytes: 0 });
    expect(existsSync(join(data, 'backups'))).toBe(false);
  });
});

import { closeSync, openSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openAside } from '../../../main/backup/index.ts';
import { checkDatabase } from '../../../main/backup/check.ts';
import { checkDueAt, dataUpkeep, readSoundness } from '../../../main/engine/data-upkeep.ts';
import { recoveryTroubles } from '../../../main/engine/recovery-troubles.ts';
import { createLine } from '../../../main/engine/line.ts';
import { enqueue } from '../../../main/outbox/index.ts';
import { Store } from '../../../main/store/index.ts';
import { createTranslate, describeProblem } from '../../../shared/i18n/index.ts';
import { epochMs } from '../../../shared/time.ts';
import { virtualClock } from '../../support/virtual-clock.ts';
import { key, now, office, sample, tempFolder } from '../store/store-samples.ts';

const hour = 3_600_000;

function filled(count = 300): Store {
  const store = new Store({ file: join(tempFolder(), 'naru.db'), key });
  const filings = Array.from({ length: count }, (_, n) => sample(`ref-${n}`));
  enqueue(store, filings, { office, at: now, batchId: null });
  store.checkpoint();
  onTestFinished(() => store.close());
  return store;
}

/** Spoils a page in the middle that no work of today reads. */
function spoil({ file }: Store): void {
  const descriptor = openSync(file, 'r+');
  const page = Math.floor(statSync(file).size / 2048 / 2);
  writeSync(descriptor, Buffer.alloc(64, 0xa5), 0, 64, page * 2048 + 512);
  closeSync(descriptor);
}

describe('a full check', () => {
  test('finds a damaged page, and an entry that was changed', () => {
    const whole = filled();
    expect(checkDatabase({ file: whole.file, key })).toEqual({ finding: null });
    spoil(whole);
    expect(checkDatabase({ file: whole.file, key }).finding).not.toBeNull();
    const changed = filled(5);
    changed.tables.connection.exec('DROP TRIGGER IF EXISTS journal_no_update');
    changed.tables.connection.exec("UPDATE filing SET customs = 'released' WHERE id = 2");
    expect(checkDatabase({ file: changed.file, key }).finding).toContain('customs-differ');
  });

  test('takes nothing that is written meanwhile for damage, and keeps nobody waiting', async () => {
    const store = filled();
    const aside = openAside();
    const progress = { isDone: false };
    const checked = aside.check({ file: store.file, key }).finally(() => (progress.isDone = true));
    let writes = 0;
    for (; !progress.isDone; writes += 1) {
      enqueue(store, [sample(`more-${writes}`)], { office, at: now, batchId: null });
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    expect(await checked).toEqual({ finding: null });
    expect(writes).toBeGreaterThan(2);
  }, 60_000);
});

function kept(store: Store) {
  const clock = virtualClock(now);
  let checks = 0;
  const look = dataUpkeep({
    session: () => ({ store, mode: 'real' }),
    changes: { sync: () => undefined },
    clock,
    dataFolder: tempFolder(),
    aside: {
      check: (order) => {
        checks += 1;
        return Promise.resolve(checkDatabase(order));
      },
    },
    turn: createLine(),
  });
  return { clock, look, checks: () => checks };
}

describe('the upkeep of the data', () => {
  test('checks once a day, and tells of damage with its cure', async () => {
    const store = filled();
    const { clock, look, checks } = kept(store);
    await look();
    await look();
    clock.advance(23 * hour);
    await look();
    expect(checks()).toBe(1);
    expect(recoveryTroubles(store, clock.now())).toEqual([]);
    spoil(store);
    clock.advance(hour);
    await look();
    expect(checks()).toBe(2);
    expect(readSoundness(store)?.finding).not.toBeNull();
    const [trouble] = recoveryTroubles(store, clock.now());
    expect(trouble?.code).toBe('data-unsound');
    if (trouble === undefined) throw new Error('nothing was told');
    expect(describeProblem(createTranslate('ko'), trouble)).toContain('naru salvage');
    expect(describeProblem(createTranslate('en'), trouble)).toContain('backup screen');
  });

  test('that could not check tries again after an hour', async () => {
    const store = filled(5);
    const clock = virtualClock(now);
    let tries = 0;
    const look = dataUpkeep({
      session: () => ({ store, mode: 'real' }),
      changes: { sync: () => undefined },
      clock,
      dataFolder: tempFolder(),
      aside: {
        check: () => {
          tries += 1;
          return tries === 1
            ? Promise.resolve(checkDatabase({ file: join(tempFolder(), 'gone.db'), key }))
            : Promise.resolve({ finding: null });
        },
      },
      turn: createLine(),
    });
    await look();
    await look();
    expect(tries).toBe(1);
    clock.advance(hour);
    await look();
    expect(tries).toBe(2);
    expect(readSoundness(store)).toEqual({ at: clock.now(), finding: null });
    expect(checkDueAt({ at: epochMs(now + 1), finding: null }, now)).toBe(now);
  });
});

import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { epochMs } from '../../../shared/time.ts';
import { openConnection } from '../../../main/store/connection.ts';
import { diskError, troubledOutbox, type TroubledOutbox } from './troubled-outbox.ts';

const day = 86_400_000;

/** How many transactions a quiet run takes, from opening to the last acknowledgement. */
async function commitsOfAQuietRun(): Promise<number> {
  const quiet = troubledOutbox();
  let commits = 0;
  quiet.onCommit((run) => {
    commits += 1;
    return run();
  });
  await quiet.stepUntil('the end', quiet.isSettled);
  return commits;
}
const mostCommits = 12;

test('the moments below cover a whole run', async () => {
  expect(await commitsOfAQuietRun()).toBeLessThanOrEqual(mostCommits);
  expect(await commitsOfAQuietRun()).toBeGreaterThan(6);
});

const moments = Array.from({ length: mostCommits }, (_, i) => i + 1);

/** Makes the disk refuse from the `at`th write on, and well again after some steps. */
async function whileTheDiskRefuses(
  outbox: TroubledOutbox,
  at: number,
  { begin, end, code }: { begin(): void; end(): void; code: 'disk-full' | 'data-read-only' },
): Promise<void> {
  let commits = 0;
  outbox.onCommit((run) => {
    commits += 1;
    if (commits === at) begin();
    return run();
  });
  await outbox.stepUntil('the trouble', () => commits >= at || outbox.isSettled());
  if (commits < at) return;
  // It may take another write to notice, and must not change its mind while it lasts.
  await outbox.stepUntil('the word', () => outbox.trouble() !== null || outbox.isSettled(), 50);
  if (outbox.trouble() === null) {
    // What was left to write fitted into pages that were there.
    end();
    return;
  }
  const before = outbox.all();
  for (let i = 0; i < 5; i += 1) {
    outbox.expectTold(code);
    expect(await outbox.step()).toMatchObject({ did: null, why: 'trouble' });
  }
  expect(outbox.all()).toEqual(before);
  const asked = outbox.central.requests;
  await outbox.step();
  expect(outbox.central.requests).toBe(asked);
  end();
}

describe('a full disk', () => {
  test.each(moments)('from write %i on: nothing leaves, and then it goes on', async (at) => {
    const outbox = troubledOutbox();
    // SQLite's own limit fails exactly as a full disk does, with SQLITE_FULL.
    const limit = (pages: number) =>
      outbox.store.tables.connection.pragma(`max_page_count = ${pages}`);
    await whileTheDiskRefuses(outbox, at, {
      begin: () => limit(1),
      end: () => limit(1_000_000),
      code: 'disk-full',
    });
    await outbox.stepUntil('the end', outbox.isAtRest);
    outbox.expectAllWell();
  });
});

describe('a read-only database', () => {
  test.each(moments)('from write %i on: nothing leaves, and then it goes on', async (at) => {
    const outbox = troubledOutbox();
    const queryOnly = (on: boolean) =>
      outbox.store.tables.connection.pragma(`query_only = ${on ? 'ON' : 'OFF'}`);
    await whileTheDiskRefuses(outbox, at, {
      begin: () => queryOnly(true),
      end: () => queryOnly(false),
      code: 'data-read-only',
    });
    await outbox.stepUntil('the end', outbox.isAtRest);
    outbox.expectAllWell();
  });
});

test('an outcome that is told late moves nothing that counts for the limits', async () => {
  const outbox = troubledOutbox();
  const { gate } = outbox.outbox;
  const queryOnly = (on: boolean) =>
    outbox.store.tables.connection.pragma(`query_only = ${on ? 'ON' : 'OFF'}`);
  const acknowledged = () =>
    outbox.all().filter(({ transport }) => transport === 'acknowledged').length;
  await outbox.stepUntil('the first', () => acknowledged() === 1);
  const [first] = gate.state().sent;
  expect(first?.count).toBeGreaterThan(0);
  let isClaimed = false;
  outbox.onCommit((run) => {
    const done = run();
    if (!isClaimed) queryOnly(true);
    isClaimed = true;
    return done;
  });
  await outbox.stepUntil('the trouble', () => outbox.trouble() !== null);
  // Something else has left since its answer came.
  outbox.clock.advance(20_000);
  gate.note({ type: 'request', lane: null }, outbox.clock.now());
  queryOnly(false);
  await outbox.stepUntil('the second', () => acknowledged() === 2);
  expect(gate.state().sent[0]).toEqual(first);
});

describe('a commit that ends in a disk error', () => {
  const cases = moments.flatMap((at) =>
    (['before', 'after'] as const).map((when) => [at, when] as const),
  );

  test.each(cases)('write %i, %s it was on disk: what is there is read again', async (at, when) => {
    const outbox = troubledOutbox();
    let commits = 0;
    let told = false;
    outbox.onCommit((run) => {
      commits += 1;
      if (commits !== at) return run();
      if (when === 'after') run();
      throw diskError();
    });
    await outbox.stepUntil('the end', () => {
      if (outbox.trouble() !== null) {
        outbox.expectTold('disk-error');
        told = true;
      }
      return outbox.isAtRest();
    });
    expect(told).toBe(commits >= at);
    outbox.expectAllWell();
  });

  test.each(cases)('write %i, %s it was on disk, and then the disk is full', async (at, when) => {
    const outbox = troubledOutbox();
    let commits = 0;
    outbox.onCommit((run) => {
      commits += 1;
      if (commits !== at) return run();
      if (when === 'after') run();
      throw diskError();
    });
    await outbox.stepUntil('the error', () => outbox.trouble() !== null || outbox.isSettled());
    // The database that is opened anew finds no room for what it has to put right.
    const opened = outbox.store.reopen.bind(outbox.store);
    let full = true;
    Object.defineProperty(outbox.store, 'reopen', {
      value: () => {
        opened();
        if (full) outbox.store.tables.connection.pragma('max_page_count = 1');
      },
    });
    for (let i = 0; i < 5; i += 1) await outbox.step();
    full = false;
    outbox.store.tables.connection.pragma('max_page_count = 1000000');
    await outbox.stepUntil('the end', outbox.isAtRest);
    outbox.expectAllWell();
  });

  test('is a trouble as long as the database cannot be opened again', async () => {
    const outbox = troubledOutbox();
    const opened = outbox.store.reopen.bind(outbox.store);
    let failing = true;
    Object.defineProperty(outbox.store, 'reopen', {
      value: () => {
        if (failing) throw diskError();
        opened();
      },
      configurable: true,
    });
    let commits = 0;
    outbox.onCommit((run) => {
      commits += 1;
      if (commits === 2) throw diskError();
      return run();
    });
    await outbox.stepUntil('the error', () => outbox.trouble() !== null);
    for (let i = 0; i < 5; i += 1) {
      outbox.expectTold('disk-error');
      expect(await outbox.step()).toMatchObject({ did: null, why: 'trouble' });
    }
    failing = false;
    await outbox.stepUntil('the end', outbox.isSettled);
    outbox.expectAllWell();
  });
});

describe('a disk error while a request is on its way', () => {
  const requests = [1, 2, 3, 4, 5];

  test.each(requests)(
    'to write down the Retry-After of request %i: it still holds',
    async (which) => {
      for (const when of ['before', 'after'] as const) {
        const outbox = troubledOutbox();
        let failing = false;
        outbox.onCommit((run) => {
          if (!failing) return run();
          failing = false;
          if (when === 'after') run();
          throw diskError();
        });
        await outbox.stepUntil('the request', () => outbox.central.requests === which - 1);
        outbox.central.next = 'busy-retry-after';
        outbox.central.during = () => {
          failing = true;
        };
        await outbox.stepUntil('the error', () => outbox.trouble() !== null);
        await outbox.stepUntil('the end', outbox.isAtRest);
        outbox.expectAllWell();
      }
    },
  );

  test.each(requests)('to write down what a person asks during request %i', async (which) => {
    const outbox = troubledOutbox();
    let failing = false;
    outbox.onCommit((run) => {
      if (!failing) return run();
      failing = false;
      throw diskError();
    });
    await outbox.stepUntil('the request', () => outbox.central.requests === which - 1);
    outbox.central.during = () => {
      failing = true;
      expect(outbox.outbox.sendNow()).toBe(false);
      // Asked again; an attempt on its way must not be taken for one that was given up.
      outbox.outbox.sendNow();
    };
    await outbox.stepUntil('the request', () => outbox.central.requests === which);
    await outbox.stepUntil('the end', outbox.isAtRest);
    outbox.expectAllWell();
  });
});

describe('a page that is damaged at run time', () => {
  test('stops the work with a word; the copy put back, it goes on after a start', async () => {
    const outbox = troubledOutbox();
    await outbox.step();
    await outbox.step();
    const { connection } = outbox.store.tables;
    outbox.store.checkpoint();
    const good = readFileSync(outbox.file);
    const bad = Buffer.from(good);
    for (let at = 4096 + 2000; at < bad.length; at += 4096)
      bad.writeUInt8(bad.readUInt8(at) ^ 1, at);
    writeFileSync(outbox.file, bad);
    connection.pragma('shrink_memory');
    const asked = outbox.central.requests;
    await outbox.stepUntil('the word', () => outbox.trouble() !== null);
    for (let i = 0; i < 5; i += 1) {
      expect(await outbox.step()).toMatchObject({ did: null, why: 'trouble' });
      expect(outbox.trouble()?.code).toBe('data-damaged');
      const state = outbox.syncState();
      expect(state.gate.phase).toBe('paused');
      expect(state.troubles.map(({ code }) => code)).toEqual(['data-damaged']);
    }
    expect(outbox.central.requests).toBe(asked);
    expect(readFileSync(outbox.file).equals(bad)).toBe(true);
    writeFileSync(outbox.file, good);
    outbox.restart();
    await outbox.stepUntil('the end', outbox.isSettled);
    outbox.expectAllWell();
  });
});

describe('no network', () => {
  test('leaves all in the queue with the reason, and goes on when it is back', async () => {
    const outbox = troubledOutbox();
    await outbox.stepUntil('many tries', () => {
      outbox.central.next = 'not-sent';
      return outbox.central.requests === 20;
    });
    const state = outbox.syncState();
    expect(state.troubles).toEqual([]);
    expect(state.gate.phase).toBe('cooldown');
    expect(state.gate.nextTryAt).toBeGreaterThan(outbox.clock.now());
    expect(state.central.grade).toBe('stopped');
    expect(state.central.lastFailure?.cause).toBe('connection-refused');
    expect(state.counts.transport).toMatchObject({ queued: 3, unconfirmed: 0 });
    expect(outbox.all().some(({ lastError }) => lastError === 'connection-refused')).toBe(true);
    // A start in the middle remembers that the line was dead.
    outbox.restart();
    expect(outbox.syncState().central.grade).toBe('stopped');
    outbox.central.next = 'none';
    await outbox.stepUntil('the end', () => {
      const { grade } = outbox.syncState().central;
      return outbox.isSettled() && grade === 'working';
    });
    outbox.expectAllWell();
  });
});

/** One filing in doubt, its inquiry planned, and the gate waiting after trouble. */
async function inDoubt(): Promise<TroubledOutbox> {
  const outbox = troubledOutbox();
  await outbox.stepUntil('the doubt', () => {
    outbox.central.next = 'lost-after';
    return outbox.store.counts.transport.unconfirmed === 1;
  });
  outbox.central.next = 'none';
  return outbox;
}

describe('a clock that is set back by a day', () => {
  test.each(['while it runs', 'between two runs'])('%s: no wait becomes a day', async (when) => {
    const outbox = await inDoubt();
    const from = outbox.clock.monotonic();
    outbox.clock.setWall(epochMs(outbox.clock.now() - day));
    if (when === 'between two runs') outbox.restart();
    await outbox.stepUntil('the end', outbox.isSettled);
    expect(outbox.clock.monotonic() - from).toBeLessThan(600_000);
    const kinds = [...outbox.store.tables.journal.walk()].map(({ kind }) => kind);
    expect(kinds).toContain('clock-changed');
    outbox.expectAllWell();
  });

  test.each(['while it runs', 'between two runs'])(
    '%s: a Retry-After still holds',
    async (when) => {
      const outbox = await inDoubt();
      outbox.central.next = 'busy-retry-after';
      const asked = outbox.central.requests;
      await outbox.stepUntil('the answer', () => outbox.central.requests > asked);
      outbox.clock.setWall(epochMs(outbox.clock.now() - day));
      if (when === 'between two runs') outbox.restart();
      expect(outbox.syncState().gate.nextTryAt ?? 0).toBeLessThan(outbox.clock.now() + 3_600_000);
      await outbox.stepUntil('the end', outbox.isSettled);
      outbox.expectAllWell();
    },
  );

  test('while the disk is full: no wait becomes a day either', async () => {
    const outbox = await inDoubt();
    const { connection } = outbox.store.tables;
    connection.pragma('max_page_count = 1');
    outbox.clock.setWall(epochMs(outbox.clock.now() - day));
    for (let i = 0; i < 5; i += 1) await outbox.step();
    outbox.expectTold('disk-full');
    connection.pragma('max_page_count = 1000000');
    const from = outbox.clock.monotonic();
    await outbox.stepUntil('the end', outbox.isSettled);
    expect(outbox.clock.monotonic() - from).toBeLessThan(600_000);
    outbox.expectAllWell();
  });
});

test('a database that another program locks for a moment is waited for', async () => {
  const outbox = troubledOutbox({ filings: 1 });
  const other = openConnection({ file: outbox.file, key: outbox.key });
  outbox.store.tables.connection.pragma('busy_timeout = 1');
  other.exec('BEGIN IMMEDIATE');
  for (let i = 0; i < 3; i += 1) await outbox.step();
  outbox.expectTold('disk-error');
  other.exec('ROLLBACK');
  other.close();
  await outbox.stepUntil('the end', outbox.isSettled);
  outbox.expectAllWell();
});

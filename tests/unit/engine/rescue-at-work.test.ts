import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { keptFolder, listKept } from '../../../main/store/index.ts';
import { NaruError } from '../../../shared/errors.ts';
import { openCentral, openDesk, openOffice, plan, recovered, tempFolder } from '../backup/day.ts';
import { foundDamaged, rescuable, withTables } from './damaged-data.ts';

const minute = 60_000;
const clean = {
  doubleFilings: 0,
  blindResends: 0,
  insideRetryAfter: 0,
  overlaps: 0,
  changedBytes: 0,
};

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error === null) return 'done';
  if (error instanceof NaruError) return error.problem.code;
  throw error;
}

/** The way to a central system, on which answers to filings can be kept back. */
async function openWay(to: string) {
  let isHeld = false;
  const held: (() => void)[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const { host: _host, connection: _connection, ...headers } = request.headers;
      const answer = await fetch(new URL(request.url ?? '/', to), {
        method: request.method ?? 'GET',
        headers: Object.entries(headers).flatMap(([name, value]): [string, string][] =>
          typeof value === 'string' && name !== 'content-length' ? [[name, value]] : [],
        ),
        ...(chunks.length === 0 ? {} : { body: Buffer.concat(chunks) }),
      });
      const body = Buffer.from(await answer.arrayBuffer());
      if (isHeld && (request.method === 'PUT' || request.method === 'POST')) {
        const { promise, resolve } = Promise.withResolvers<void>();
        held.push(resolve);
        await promise;
      }
      const told = Object.fromEntries(answer.headers);
      delete told['content-encoding'];
      delete told['transfer-encoding'];
      response.writeHead(answer.status, { ...told, 'content-length': String(body.length) });
      response.end(body);
    })().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening');
  return {
    url: `http://127.0.0.1:${address.port}`,
    holdAnswers: () => void (isHeld = true),
    held: () => held.length,
    release() {
      isHeld = false;
      for (const answer of held) answer();
    },
  };
}

/** An office of some filings whose data was found damaged, at work again. */
async function damagedOffice(filings = 6) {
  const root = tempFolder();
  const data = join(root, 'data');
  const { central, url } = await openCentral();
  const way = await openWay(url);
  const before = await openOffice(data, way.url);
  await before.enter(filings, 1);
  await before.settled();
  await before.stop();
  const file = foundDamaged(data);
  const desk = await openDesk(data, rescuable);
  return { root, data, file, central, way, desk };
}

describe('an engine at work whose data was found damaged', () => {
  test(
    'saves what can be read once what is on its way has settled, and files nothing twice',
    { timeout: 5 * minute },
    async () => {
      const { root, data, file, central, way, desk } = await damagedOffice();
      const codes = async (): Promise<string[]> =>
        (await desk.call('sync.get', {})).troubles.map(({ code }) => code);
      expect(await codes()).toContain('data-unsound');
      const found = { mode: 'real', file, isOpen: true, work: null } as const;
      expect(await desk.call('rescue.get', {})).toEqual({ rescue: found });

      way.holdAnswers();
      await desk.enter(4, 2);
      const known = await desk.rows();
      await vi.waitFor(() => expect(way.held()).toBeGreaterThan(0), { timeout: minute });
      const salvaging = desk.call('rescue.salvage', {});
      await sleep(500);
      // Its answer is waited for, with the old data in place.
      expect(await desk.call('rescue.get', {})).toEqual({ rescue: found });
      expect(listKept(data, 'real')).toEqual([]);
      way.release();
      const saved = await salvaging;
      expect(existsSync(saved.kept ?? '')).toBe(true);
      expect(saved.kept).toContain(keptFolder(data));
      expect(saved).toMatchObject({ entriesLost: 0, filings: [] });

      // As any copy that was put in place: the central system is asked before anything is sent.
      const since = await desk.enter(2, 3);
      const given = new Set(known.map(({ declarationNo }) => declarationNo));
      for (const { declarationNo } of since) expect(given).not.toContain(declarationNo);
      await recovered(desk);
      await desk.settled();
      const rows = await desk.rows();
      expect(rows.map(({ transport }) => transport)).toEqual(
        Array.from({ length: 12 }, () => 'acknowledged'),
      );
      expect(central.ledger()).toHaveLength(12);
      expect(central.state().audit).toEqual(clean);

      // The message is gone, and nothing is to be saved any more.
      expect(await codes()).not.toContain('data-unsound');
      expect((await desk.call('backup.get', {})).checkedAt).toBeNull();
      expect(await desk.call('rescue.get', {})).toEqual({ rescue: null });
      expect(await codeOf(desk.call('rescue.salvage', {}))).toBe('not-found');
      const share = join(root, 'share');
      mkdirSync(share);
      await desk.call('backup.set', plan(share));
      expect((await desk.call('backup.make', {})).filings).toBe(12);
      await desk.stop();
      const entries = withTables(data, ({ connection }) =>
        connection
          .prepare("SELECT kind FROM journal WHERE kind IN ('data-salvaged', 'copy-restored')")
          .pluck()
          .all(),
      );
      expect(entries).toEqual(['data-salvaged', 'copy-restored']);
    },
  );

  test('puts a backup in its place, too', { timeout: 2 * minute }, async () => {
    const root = tempFolder();
    const data = join(root, 'data');
    const share = join(root, 'share');
    mkdirSync(share);
    const { url } = await openCentral();
    const before = await openOffice(data, url);
    await before.enter(3, 1);
    await before.settled();
    await before.call('backup.set', plan(share));
    const { file } = await before.call('backup.make', {});
    await before.stop();
    foundDamaged(data);
    const desk = await openDesk(data, rescuable);
    const { kept } = await desk.call('rescue.restore', { file, passphrase: null });
    expect(existsSync(kept ?? '')).toBe(true);
    expect(await desk.call('rescue.get', {})).toEqual({ rescue: null });
    await recovered(desk);
    expect(await desk.rows()).toHaveLength(3);
  });

  test('answers while it is at it, once however often it is asked', async () => {
    const { desk } = await damagedOffice(60);
    const salvaging = [desk.call('rescue.salvage', {}), desk.call('rescue.salvage', {})];
    const told: unknown[] = [];
    const codes = new Set<string>();
    const work = { isDone: false };
    const all = Promise.all(salvaging.map(codeOf)).finally(() => (work.isDone = true));
    while (!work.isDone) {
      told.push((await desk.call('rescue.get', {})).rescue?.work);
      codes.add(await codeOf(desk.call('keys.get', {})));
      codes.add(await codeOf(desk.call('health.get', {})));
      await sleep(2);
    }
    expect((await all).toSorted()).toEqual(['done', 'not-found']);
    expect(told).toContainEqual(expect.objectContaining({ is: 'salvaging' }));
    codes.delete('done');
    expect([...codes]).toEqual(['data-damaged']);
    expect(await codeOf(desk.call('health.get', {}))).toBe('done');
  });

  test('works on with what it had where nothing could be saved, and says so still', async () => {
    const { desk, data, file } = await damagedOffice(2);
    // The folder for what is to be kept leads nowhere.
    symlinkSync(join(data, 'gone'), keptFolder(data));
    expect(await codeOf(desk.call('rescue.salvage', {}))).toBe('disk-error');
    const found = { mode: 'real', file, isOpen: true, work: null } as const;
    expect(await desk.call('rescue.get', {})).toEqual({ rescue: found });
    expect((await desk.call('backup.get', {})).recovery).toBeNull();
    await desk.enter(1, 2);
    await desk.settled();
    expect(await desk.rows()).toHaveLength(3);
    rmSync(keptFolder(data));
    expect(await codeOf(desk.call('rescue.salvage', {}))).toBe('done');
  });
});

test('data in which nothing was found is not to be rescued', async () => {
  const desk = await openDesk(join(tempFolder(), 'data'), rescuable);
  expect(await desk.call('rescue.get', {})).toEqual({ rescue: null });
  expect(await codeOf(desk.call('rescue.salvage', {}))).toBe('not-found');
  const backup = { file: join(tempFolder(), 'a.naru-backup'), passphrase: null };
  expect(await codeOf(desk.call('rescue.restore', backup))).toBe('not-found');
});

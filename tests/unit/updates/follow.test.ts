import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { answerInHost } from '../../../main/desktop/updates/answer-in-host.ts';
import { followUpdates, type Updates } from '../../../main/desktop/updates/follow-updates.ts';
import type { UpdateSource } from '../../../main/desktop/updates/source.ts';
import { openKept } from '../../../main/updates/kept.ts';
import type { Release } from '../../../main/updates/release.ts';
import type { EngineSeen } from '../../../main/updates/holds.ts';
import { NaruError } from '../../../shared/errors.ts';
import { defaultUpdateSettings, type UpdateState } from '../../../shared/updates.ts';
import { createFakeEngine } from '../../support/fake-engine.ts';
import { virtualClock } from '../../support/virtual-clock.ts';
import { issuer, stranger as other } from './release-samples.ts';

const settings = {
  ...defaultUpdateSettings,
  address: 'https://updates.test/naru',
  publicKey: issuer.publicKey,
  automatic: false,
};
const release: Release = {
  version: '0.2.0',
  files: [{ url: 'a.AppImage', sha512: Buffer.alloc(64).toString('base64'), size: 1 }],
  path: 'a.AppImage',
  sha512: '',
  releaseDate: '2026-11-26T00:00:00.000Z',
};
const quiet = { queued: 0, sending: 0, unconfirmed: 0, processing: 0 };

interface Stage {
  updates: Updates;
  states: UpdateState[];
  done: string[];
  file: string;
}
function stage(
  change: Partial<UpdateSource> = {},
  more: { builtInKeys?: string[]; installed?: boolean; automatic?: boolean } = {},
): Stage {
  const folder = mkdtempSync(join(tmpdir(), 'naru-follow-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'updates.json');
  const states: UpdateState[] = [];
  const done: string[] = [];
  const source: UpdateSource = {
    atEnd: true,
    look: async (address, channel, keys) => {
      done.push(`look ${address} ${channel} ${keys.length}`);
      return release;
    },
    fetch: async ({ version }) => {
      done.push(`fetch ${version}`);
    },
    install: async (restart) => {
      done.push(`install ${restart ? 'and restart' : ''}`.trim());
      return 'we-end';
    },
    ...change,
  };
  const kept = openKept(file, () => 0.42);
  const updates = followUpdates({
    version: '0.1.0',
    source: more.installed === false ? null : source,
    kept,
    builtInKeys: more.builtInKeys ?? [],
    // Sleeps until the test is over: what is looked for is asked for.
    clock: { ...virtualClock(), sleep: () => new Promise(() => undefined) },
    random: () => 0,
    onState: (state) => states.push(state),
    end: () => done.push('end'),
  });
  return { updates, states, done, file };
}
const engine = createFakeEngine({ count: 0 });
async function running(counts: Partial<typeof quiet> = {}, inFlight = false): Promise<EngineSeen> {
  const sync = await engine.service.handlers['sync.get']({});
  return {
    is: 'running',
    sync: {
      ...sync,
      mode: 'real',
      troubles: [],
      counts: { ...sync.counts, transport: { ...sync.counts.transport, ...quiet, ...counts } },
      gate: { ...sync.gate, phase: 'open', inFlight },
    },
  };
}
async function ready(more: Partial<UpdateSource> = {}): Promise<Stage> {
  const on = stage(more);
  await on.updates.handlers['updates.set'](settings);
  await on.updates.handlers['updates.look']({});
  on.updates.takeEngine(await running());
  on.done.length = 0;
  return on;
}

describe('without an address', () => {
  test('nothing is looked for', async () => {
    const { updates, done } = stage();
    expect(await updates.handlers['updates.get']({})).toMatchObject({
      settings: { address: '' },
      state: { is: 'off', why: 'no-address' },
    });
    await updates.handlers['updates.look']({});
    expect(done).toEqual([]);
  });

  test('and none without a key; one that is built in counts alone', async () => {
    const none = stage();
    await none.updates.handlers['updates.set']({ ...settings, publicKey: '' });
    expect(await none.updates.handlers['updates.look']({})).toMatchObject({
      state: { is: 'off', why: 'no-key' },
    });
    expect(none.done).toEqual([]);
    const built = stage(
      {
        look: async (_address, _channel, keys) => {
          expect(
            keys.map((key) =>
              key.export({ type: 'spki', format: 'der' }).subarray(12).toString('base64'),
            ),
          ).toEqual([issuer.publicKey]);
          return release;
        },
      },
      { builtInKeys: [issuer.publicKey] },
    );
    await built.updates.handlers['updates.set']({ ...settings, publicKey: '' });
    const view = await built.updates.handlers['updates.look']({});
    expect(view).toMatchObject({ keyIsBuiltIn: true, state: { is: 'ready' } });
  });

  test('a program that was not installed says so', async () => {
    const { updates } = stage({}, { installed: false });
    await updates.handlers['updates.set'](settings);
    expect(await updates.handlers['updates.look']({})).toMatchObject({
      state: { is: 'off', why: 'not-installed' },
    });
  });
});

describe('a version that is found', () => {
  test('is fetched, told of, and installed when the program ends', async () => {
    const { updates, states, done } = stage();
    await updates.handlers['updates.set'](settings);
    await updates.handlers['updates.look']({});
    expect(done).toEqual(['look https://updates.test/naru latest 1', 'fetch 0.2.0']);
    expect(states.map(({ is }) => is)).toEqual(['idle', 'looking', 'fetching', 'ready']);
    expect(states.at(-1)).toEqual({
      is: 'ready',
      version: '0.2.0',
      holds: ['starting'],
      atEnd: true,
    });
    updates.takeEngine(await running());
    expect(states.at(-1)).toMatchObject({ holds: [] });
    updates.beforeEnd();
    await updates.atEnd();
    expect(done.at(-1)).toBe('install');
  });

  test.each([
    ['a request is on its way', {}, true],
    ['a queue is being drained', { queued: 5 }, false],
    ['a filing is being sent', { sending: 1 }, false],
  ] as const)(
    'waits while %s, and ending the program does not install it',
    async (_when, counts, inFlight) => {
      const { updates, done } = await ready();
      updates.takeEngine(await running(counts, inFlight));
      expect(() => updates.handlers['updates.install']({})).toThrow(NaruError);
      updates.beforeEnd();
      // What happens while the engine is stopped does not make it due any more.
      updates.takeEngine(await running());
      await updates.atEnd();
      expect(done).toEqual([]);
    },
  );

  test('is installed at a person’s word, and started again', async () => {
    const { updates, done } = await ready();
    await updates.handlers['updates.install']({});
    updates.beforeEnd();
    await updates.atEnd();
    expect(done).toEqual(['end', 'install and restart']);
  });

  test('on macOS is installed at a person’s word alone', async () => {
    const at = await ready({
      atEnd: false,
      async install() {
        at.done.push('install and restart');
        return 'system-ends';
      },
    });
    at.updates.beforeEnd();
    expect(await at.updates.atEnd()).toBe(false);
    expect(at.done).toEqual([]);
    await at.updates.handlers['updates.install']({});
    at.updates.beforeEnd();
    expect(await at.updates.atEnd()).toBe(true);
    expect(at.done).toEqual(['end', 'install and restart']);
  });

  test('under another address or key is forgotten', async () => {
    for (const change of [
      { address: 'https://other.test/' },
      { publicKey: '' },
      { channel: 'beta' as const },
    ]) {
      const { updates, done } = await ready();
      await updates.handlers['updates.set']({ ...settings, ...change });
      expect(() => updates.handlers['updates.install']({})).toThrow(NaruError);
      updates.beforeEnd();
      await updates.atEnd();
      expect(done).toEqual([]);
    }
  });

  test('is forgotten too where that changed while it was fetched', async () => {
    for (const change of [
      { address: 'https://other.test/' },
      { publicKey: other.publicKey },
      { channel: 'beta' as const },
    ]) {
      const fetched = Promise.withResolvers<void>();
      const { updates, done } = stage({ fetch: () => fetched.promise });
      await updates.handlers['updates.set'](settings);
      const looked = updates.handlers['updates.look']({});
      await updates.handlers['updates.set']({ ...settings, ...change });
      fetched.resolve();
      expect(await looked).toMatchObject({ state: { is: 'idle' } });
      updates.takeEngine(await running());
      updates.beforeEnd();
      await updates.atEnd();
      expect(done).not.toContain('install');
    }
  });

  test('that cannot be fetched or installed leaves the program to end as always', async () => {
    const failing = stage({
      fetch: () => Promise.reject(new NaruError('update-damaged', { version: '0.2.0' })),
    });
    await failing.updates.handlers['updates.set'](settings);
    expect(await failing.updates.handlers['updates.look']({})).toMatchObject({
      state: { is: 'refused', problem: { code: 'update-damaged' } },
    });
    const { updates } = await ready({ install: () => Promise.reject(new Error('no')) });
    updates.beforeEnd();
    expect(await updates.atEnd()).toBe(false);
  });
});

describe('what an installation remembers', () => {
  test('is there at the next start, with its own turn', async () => {
    const { updates, file } = stage();
    await updates.handlers['updates.set'](settings);
    expect(openKept(file, () => 0.99).settings).toEqual(settings);
    expect(openKept(file, () => 0.99).turn).toBe(42);
  });

  test('is drawn once, also where nothing was ever set', () => {
    const { file } = stage();
    rmSync(file, { force: true });
    expect(openKept(file, () => 0.1).turn).toBe(10);
    expect(openKept(file, () => 0.9).turn).toBe(10);
  });

  test('damaged, means that nothing is looked for', () => {
    const { file } = stage();
    for (const text of ['', '{', '{"settings":{"address":"https://x/"}}', '[]']) {
      writeFileSync(file, text);
      expect(openKept(file, () => 0).settings.address).toBe('');
    }
  });

  test('is refused where it cannot be used, and what was there stays', async () => {
    const { updates, file } = await ready();
    for (const change of [{ address: 'http://x.test/' }, { publicKey: 'x' }])
      expect(() => updates.handlers['updates.set']({ ...settings, ...change })).toThrow(NaruError);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ settings });
  });
});

test('a host answers what is its own by the contract, and leaves the rest to the engine', async () => {
  const { updates } = stage();
  expect(answerInHost(updates.handlers, 'sync.get', {})).toBeNull();
  expect(answerInHost(updates.handlers, 'toString', {})).toBeNull();
  expect(answerInHost(updates.handlers, 7, {})).toBeNull();
  expect(await answerInHost(updates.handlers, 'updates.get', {})).toMatchObject({ ok: true });
  for (const input of [{ more: 1 }, null, 'x', { __proto__: { address: '' } }])
    expect(await answerInHost(updates.handlers, 'updates.set', input)).toMatchObject({
      ok: false,
      problem: { code: 'wrong-input' },
    });
  expect(await answerInHost(updates.handlers, 'updates.install', {})).toMatchObject({
    ok: false,
    problem: { code: 'update-nothing-ready' },
  });
});

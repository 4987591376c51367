import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import type { EngineEvent } from '../../../shared/contract/index.ts';
import { requestSchema } from '../../../shared/port/index.ts';
import { createFakeEngine } from '../../support/fake-engine.ts';
import type * as Electron from '../../fakes/electron.ts';
import type { FakeChild } from '../../fakes/utility-process.ts';

/** The desktop host with updates that write down what they are asked, and in what order. */
const updates = vi.hoisted(() => ({
  order: [] as string[],
  heard: [] as string[],
  isTakenOver: false,
}));
vi.mock('../../../main/desktop/updates/open-updates.ts', () => ({
  openUpdates: () => ({
    answer: () => null,
    take: ({ topic }: EngineEvent) => void updates.heard.push(topic),
    beforeEnd: () => void updates.order.push('asked'),
    async atEnd() {
      // The new one may start at once, and must not find this one in charge.
      updates.order.push(electron.app.lock ? 'installed beside a lock' : 'installed');
      return updates.isTakenOver;
    },
  }),
}));

let folder: string;
let electron: typeof Electron;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'naru-desktop-updates-'));
  Object.assign(updates, { order: [], heard: [], isTakenOver: false });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Opened {
  window: Electron.BrowserWindow;
  child: FakeChild;
  tray: Electron.Tray;
}
async function open(platform = 'linux'): Promise<Opened> {
  vi.resetModules();
  electron = await import('../../fakes/electron.ts');
  electron.record.length = 0;
  electron.app.folder = folder;
  electron.app.ready.resolve();
  const { runDesktop } = await import('../../../main/desktop/run.ts');
  const paths = { dataFolder: '/d', pageFolder: folder, preload: '/p', engineEntry: '/e' };
  await runDesktop({ ...paths, pictures: '/t' }, { argv: ['/naru'], folder, platform });
  const window = electron.BrowserWindow.opened[0];
  const child = electron.utilityProcess.children[0];
  const tray = electron.Tray.shown[0];
  if (window === undefined || child === undefined || tray === undefined)
    throw new Error('nothing was opened');
  return { window, child, tray };
}
const quit = (): boolean => electron.app.emit('before-quit', { preventDefault: () => {} });
const hasQuit = (): boolean => electron.record.some(({ name }) => name === 'quit');
/** All of the host is loaded anew for each test, however busy the machine is. */
const patient = { timeout: 60_000 };

test('updates know how the engine is before anything changes there', patient, async () => {
  const { child } = await open();
  const sync = await createFakeEngine({ count: 0 }).service.handlers['sync.get']({});
  const asked = requestSchema.extend({ call: z.literal('sync.get') });
  child.toChild = (message) => {
    const request = asked.safeParse(message);
    if (!request.success) return;
    child.emit('message', { kind: 'answer', id: request.data.id, ok: true, value: sync });
  };
  child.emit('message', { kind: 'ready' });
  await vi.waitFor(() => expect(updates.heard).toEqual(['sync']));
});

test(
  'a new version is asked for while the engine still works, and takes its place once it has ended',
  patient,
  async () => {
    const { child } = await open();
    child.emit('message', { kind: 'ready' });
    child.toChild = (message) => {
      if (JSON.stringify(message) !== '{"kind":"stop"}') return;
      updates.order.push('told to stop');
      child.emit('exit', 0);
    };
    quit();
    await vi.waitFor(() => expect(hasQuit()).toBe(true));
    expect(updates.order).toEqual(['asked', 'told to stop', 'installed']);
  },
);

test('a system that starts the new version ends this one by itself', patient, async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  updates.isTakenOver = true;
  const { window, child, tray } = await open('darwin');
  child.emit('message', { kind: 'ready' });
  quit();
  child.emit('exit', 0);
  await vi.waitFor(() => expect(tray.isGone).toBe(true));
  // It closes the windows first; an end of ours would be in its way.
  window.close();
  expect(hasQuit()).toBe(false);
  let isHeld = false;
  electron.app.emit('before-quit', { preventDefault: () => (isHeld = true) });
  expect(isHeld).toBe(false);
  // Where it does not after all, the program ends as always.
  vi.advanceTimersByTime(60_000);
  expect(hasQuit()).toBe(true);
});

describe('a new version takes nobody’s place while the computer ends: it would be cut off', () => {
  test.each([
    ['asked by a window of Windows', ({ window }: Opened) => window.emit('session-end'), []],
    [
      'told by the system',
      () => electron.powerMonitor.emit('shutdown', { preventDefault: () => {} }),
      [],
    ],
    [
      'also where the person quit before',
      ({ window }: Opened) => quit() && window.emit('session-end'),
      ['asked'],
    ],
  ])('%s', patient, async (_how, end, order) => {
    const opened = await open('win32');
    opened.child.emit('message', { kind: 'ready' });
    end(opened);
    opened.child.emit('exit', 0);
    await vi.waitFor(() => expect(hasQuit()).toBe(true));
    expect(updates.order).toEqual(order);
  });
});

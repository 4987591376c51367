import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { ipcPort } from '../../main/engine/process-ports.ts';
import type { EngineEvent } from '../../shared/contract/index.ts';
import { connectEngine } from '../../shared/port/index.ts';
import { chooseWindow, theatreTrouble } from '../browser/chosen-window.ts';
import { packTheatre } from '../electron/pack-theatre.ts';
import { createFakeEngine } from '../support/fake-engine.ts';
import { startScreensHost } from '../support/screens-host.ts';

/** The tests' own application of Electron's, as far as it runs without a window. */
let application = '';
beforeAll(async () => {
  application = await packTheatre();
}, 60_000);
afterAll(() => rmSync(application, { recursive: true, force: true }));

test('its host starts as the program does, up to where Electron is needed', async () => {
  const child = spawn(
    process.execPath,
    [
      '--import',
      join(import.meta.dirname, '..', 'support', 'until-electron.ts'),
      join(application, 'theatre-process.js'),
    ],
    { env: { ...process.env, NARU_ROOT: application, NARU_DATA: join(application, 'data') } },
  );
  let said = '';
  child.stdout.on('data', (text: Buffer) => (said += text.toString()));
  child.stderr.on('data', (text: Buffer) => (said += text.toString()));
  await once(child, 'close');
  expect(said.trim()).toBe('asked Electron for the lock');
});

async function start() {
  const engine = createFakeEngine({ count: 5 });
  const host = await startScreensHost(engine.service);
  const child = fork(join(application, 'engine-line-process.js'), [], {
    env: { ...process.env, NARU_THEATRE: `${host.url.replace('http:', 'ws:')}engine` },
  });
  const port = ipcPort(child);
  const ready = new Promise<void>((resolve) => {
    port.onMessage((message) => {
      if (JSON.stringify(message).includes('"ready"')) resolve();
    });
  });
  onTestFinished(async () => {
    child.kill();
    await host.close();
  });
  return { engine, host, child, port, ready };
}

describe("its engine's process", () => {
  test('passes on calls, answers and events of the engine of the test', async () => {
    const { engine, child, port, ready } = await start();
    await ready;
    const client = connectEngine(port);
    const state = await client.call('sync.get', {});
    expect(engine.calls.at(-1)?.name).toBe('sync.get');
    const heard = new Promise<EngineEvent>((resolve) => {
      client.subscribe(resolve);
    });
    engine.emit({ topic: 'sync', state });
    expect(await heard).toEqual({ topic: 'sync', state });
    port.post({ kind: 'stop' });
    expect((await once(child, 'exit'))[0]).toBe(0);
  });

  test('ends as one that crashed where the test cuts its line', async () => {
    const { host, child, port, ready } = await start();
    await ready;
    await connectEngine(port).call('sync.get', {});
    host.cut();
    expect((await once(child, 'exit'))[0]).toBe(1);
  });
});

describe('the window', () => {
  test('is Chromium’s unless another is asked for', () => {
    expect(chooseWindow({})).toEqual({ is: 'browser' });
    expect(theatreTrouble({ is: 'browser' })).toBeNull();
  });
  test('that is not there is said, and so is one that runs its own engine alone', () => {
    const env = { NARU_LAUNCHER: 'desktop', NARU_APPLICATION: '/no/such', DISPLAY: ':1' };
    const chosen = chooseWindow(env);
    expect(chosen.is).toBe('skipped');
    expect(theatreTrouble(chosen)).not.toBeNull();
    expect(theatreTrouble({ is: 'desktop', binary: '/naru', isPackaged: true })).not.toBeNull();
    expect(theatreTrouble({ is: 'desktop', binary: '/naru', isPackaged: false })).toBeNull();
  });
});

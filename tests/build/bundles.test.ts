import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ipcPort } from '../../main/engine/process-ports.ts';
import { connectEngine } from '../../shared/port/index.ts';
import { largeSheet } from '../fixtures/intake/large-sheet.ts';
import { csvOf, utf8 } from '../fixtures/intake/sheets.ts';
import { previewFile } from '../support/take-in-file.ts';

/** What `npm run build` has put into `out`; `npm test` builds first. */
const out = join(import.meta.dirname, '..', '..', 'out');

test('everything that a package needs is built', () => {
  for (const file of [
    'main/index.js',
    'main/engine.js',
    'main/cli.js',
    'main/reader-thread.js',
    'main/maker-thread.js',
    'main/copy-thread.js',
    'main/check-thread.js',
    'main/tray/calm.png',
    'main/tray/stoppedTemplate@2x.png',
    'preload/index.cjs',
    'renderer/index.html',
    'renderer/check-pack.html',
  ]) {
    expect(existsSync(join(out, file)), `${file} is missing: npm run build`).toBe(true);
  }
});

test('bundles need Electron and better-sqlite3 and nothing else', () => {
  const needed = new Set<string>();
  for (const file of globSync('main/**/*.js', { cwd: out })) {
    const code = readFileSync(join(out, file), 'utf8');
    for (const match of code.matchAll(/^import (?:[^'"]* from )?["']([^'"]+)["'];?$/gm)) {
      const name = match[1] ?? '';
      if (!/^\.\.?\//.test(name) && !name.startsWith('node:')) needed.add(name);
    }
  }
  const packages = [...needed].filter((name) => !builtinModules.includes(name));
  expect(packages.toSorted()).toEqual(['better-sqlite3', 'electron']);
});

test('the page loads nothing from elsewhere and carries no script in its text', () => {
  const page = readFileSync(join(out, 'renderer', 'index.html'), 'utf8');
  expect(page).not.toMatch(/(src|href)="(https?:)?\/\//);
  expect(page).not.toMatch(/<script(?![^>]*\bsrc=)/);
  expect(page).not.toMatch(/<style|\sstyle="|\son\w+="/);
});

test('the built engine serves in a process of its own, and ends in good order', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'naru-built-'));
  const child = fork(join(out, 'main', 'engine.js'), [join(folder, 'data'), 'test'], {
    execArgv: [],
  });
  const exited = once(child, 'exit');
  const port = ipcPort(child);
  const state = await connectEngine(port).call('sync.get', {});
  expect(state.mode).toBe('practice');
  port.post({ kind: 'stop' });
  expect(await exited).toEqual([0, null]);
  rmSync(folder, { recursive: true, force: true });
});

test('the built engine reads a file in its thread', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'naru-built-'));
  const child = fork(join(out, 'main', 'engine.js'), [join(folder, 'data'), 'test'], {
    execArgv: [],
  });
  const exited = once(child, 'exit');
  const port = ipcPort(child);
  const { rows, mapping } = largeSheet(3, 30);
  const file = utf8(csvOf(rows));
  const preview = await previewFile(connectEngine(port), 'a.csv', file, mapping);
  expect(preview).toMatchObject({ good: 3, broken: 0 });
  port.post({ kind: 'stop' });
  expect(await exited).toEqual([0, null]);
  rmSync(folder, { recursive: true, force: true });
});

test('the built engine checks and copies its data in threads of their own', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'naru-built-'));
  const child = fork(join(out, 'main', 'engine.js'), [join(folder, 'data'), 'test'], {
    execArgv: [],
  });
  const exited = once(child, 'exit');
  const port = ipcPort(child);
  const client = connectEngine(port);
  await client.call('practice.addSamples', { count: 3 });
  expect(await client.call('program.check', {})).toMatchObject({ findings: 0, filings: 3 });
  await client.call('backup.set', {
    folder,
    everyHours: 24,
    keep: { days: 7, weeks: 4, months: 12 },
    protect: { is: 'this-computer' },
  });
  expect(await client.call('backup.make', {})).toMatchObject({ filings: 3 });
  port.post({ kind: 'stop' });
  expect(await exited).toEqual([0, null]);
  rmSync(folder, { recursive: true, force: true });
});

test('an engine whose host has gone ends by itself, and its data can be opened again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'naru-built-'));
  for (const _round of [1, 2]) {
    const args = [join(folder, 'data'), 'test'];
    const child = fork(join(out, 'main', 'engine.js'), args, { execArgv: [] });
    const exited = once(child, 'exit');
    const port = ipcPort(child);
    await connectEngine(port).call('sync.get', {});
    port.close();
    expect(await exited).toEqual([0, null]);
  }
  rmSync(folder, { recursive: true, force: true });
});

test('a folder that is open already: a second engine says so and ends with 3', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'naru-built-'));
  const start = (): ReturnType<typeof fork> =>
    fork(join(out, 'main', 'engine.js'), [join(folder, 'data'), 'the first'], { execArgv: [] });
  const first = start();
  const firstPort = ipcPort(first);
  await connectEngine(firstPort).call('sync.get', {});
  const second = start();
  const secondPort = ipcPort(second);
  const told = new Promise((resolve) => {
    connectEngine(secondPort).subscribe(resolve);
  });
  expect(await told).toMatchObject({
    topic: 'fatal',
    problem: { code: 'data-in-use', params: { owner: 'the first' } },
  });
  const exited = once(second, 'exit');
  secondPort.post({ kind: 'stop' });
  expect(await exited).toEqual([3, null]);
  const ended = once(first, 'exit');
  firstPort.post({ kind: 'stop' });
  await ended;
  rmSync(folder, { recursive: true, force: true });
});

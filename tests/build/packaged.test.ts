import { fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { measure, overBudget, reportLines } from '../../packaging/size.ts';
import { ipcPort } from '../../main/engine/process-ports.ts';
import { connectEngine } from '../../shared/port/index.ts';
import { contentOf, packWithStandIn, unpack, type Packed } from '../support/pack-with-stand-in.ts';
import { standInPlatforms, type StandInPlatform } from '../support/stand-in-electron.ts';

/** Electron cannot be fetched everywhere: electron-builder packs around a stand-in, all else is real. */
const root = join(import.meta.dirname, '..', '..');
const minute = 60_000;
const folder = mkdtempSync(join(tmpdir(), 'naru-packaged-'));
const packages = new Map<StandInPlatform, Packed>();
beforeAll(() => {
  for (const platform of standInPlatforms)
    packages.set(platform, packWithStandIn(folder, platform));
}, 10 * minute);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function packed(platform: StandInPlatform): Packed {
  const found = packages.get(platform);
  if (found === undefined) throw new Error(`${platform} was not packed`);
  return found;
}
const pathsIn = (platform: StandInPlatform): string[] =>
  packed(platform).files.map(({ path }) => path);

describe.each(standInPlatforms)('the package for %s', (platform) => {
  test('holds what was built, SQLite and nothing else', () => {
    const allowed =
      /^(package\.json|LICENSE|out\/(main|preload|renderer)\/.+|node_modules\/better-sqlite3\/(package\.json|LICENSE|lib\/[\w/-]+\.js|prebuilds\/[\w-]+\.node))$/;
    const paths = pathsIn(platform);
    expect(paths.filter((path) => !allowed.test(path))).toEqual([]);
    for (const path of [
      'package.json',
      'out/main/index.js',
      'out/main/engine.js',
      'out/preload/index.cjs',
      'out/renderer/index.html',
    ])
      expect(paths).toContain(path);
  });

  test('holds no source, no map, no test, and no package that only builds', () => {
    const paths = pathsIn(platform);
    expect(
      paths.filter((path) => /\.(tsx?|map|tsbuildinfo|snap|gypi?|[ch](pp)?)$/.test(path)),
    ).toEqual([]);
    expect(
      paths.filter((path) => /(^|[/.])(tests?|spec|docs|\.ci|\.github)[/.]/.test(path)),
    ).toEqual([]);
    const modules = new Set(
      paths.flatMap((path) => /^node_modules\/(@[^/]+\/[^/]+|[^/]+)/.exec(path)?.[1] ?? []),
    );
    expect([...modules]).toEqual(['better-sqlite3']);
    for (const file of packed(platform).files.filter(({ path }) =>
      /\.(js|cjs|css|html)$/.test(path),
    ))
      expect(contentOf(packed(platform), file).includes('sourceMappingURL=')).toBe(false);
  });

  test('holds of the program just what its entries reach: none of the command line', () => {
    const paths = pathsIn(platform).filter((path) => /^out\/main\/.*\.js$/.test(path));
    const text = new Map(
      packed(platform)
        .files.filter(({ path }) => paths.includes(path))
        .map((file) => [file.path, contentOf(packed(platform), file).toString('utf8')]),
    );
    const reached = new Set<string>();
    const todo = ['index', 'engine', 'reader-thread', 'maker-thread'].map(
      (name) => `out/main/${name}.js`,
    );
    for (let path = todo.pop(); path !== undefined; path = todo.pop()) {
      const code = text.get(path);
      if (code === undefined || reached.has(path)) continue;
      reached.add(path);
      for (const [, to = ''] of code.matchAll(/["'`](\.\.?\/[\w./-]+\.js)["'`]/g))
        todo.push(posix.join(posix.dirname(path), to));
    }
    expect(paths.filter((path) => !reached.has(path))).toEqual([]);
  });

  test('leaves beside the archive one binary, the one of its platform', () => {
    const binary = {
      linux: 'linux-x64.node',
      win: 'win32-x64.node',
      mac: 'darwin-arm64.node',
    }[platform];
    const path = `node_modules/better-sqlite3/prebuilds/${binary}`;
    const { archive, files } = packed(platform);
    expect(files.filter(({ unpacked }) => unpacked).map((file) => file.path)).toEqual([path]);
    const beside = globSync('**/*.*', { cwd: `${archive}.unpacked` });
    expect(beside.map((each) => each.replaceAll('\\', '/'))).toEqual([path]);
    const source = readFileSync(join(root, path));
    expect(readFileSync(join(`${archive}.unpacked`, path)).equals(source)).toBe(true);
  });

  test('holds no secret, and nothing of the computer that built it', () => {
    const secret =
      /-----BEGIN (EC |RSA |OPENSSH )?PRIVATE KEY-----\s+[A-Za-z0-9+/]{20}|ghp_\w{30}|AKIA[A-Z0-9]{16}/;
    for (const file of packed(platform).files) {
      const content = contentOf(packed(platform), file);
      for (const place of new Set([root, homedir() === '/' ? root : homedir()]))
        expect(content.includes(`${place}/`), `${file.path}: ${place}`).toBe(false);
      expect(secret.test(content.toString('latin1')), file.path).toBe(false);
    }
    expect(pathsIn(platform).filter((path) => /\.(key|pem|p12|pfx|env|db)$/.test(path))).toEqual(
      [],
    );
  });

  test('says of itself what it must, and no more', () => {
    const file = packed(platform).files.find(({ path }) => path === 'package.json');
    if (file === undefined) throw new Error('no package.json');
    const own = z
      .record(z.string(), z.unknown())
      .parse(JSON.parse(contentOf(packed(platform), file).toString('utf8')));
    const said = Object.keys(own).filter((key) => own[key] !== null);
    expect(said.toSorted()).toEqual(
      [
        'author',
        'dependencies',
        'description',
        'engines',
        'homepage',
        'license',
        'main',
        'name',
        'private',
        'type',
        'version',
      ].toSorted(),
    );
    expect(Object.keys(z.record(z.string(), z.string()).parse(own['dependencies']))).toEqual([
      'better-sqlite3',
    ]);
  });

  test('has its fuses flipped as decided', () => {
    const program = readFileSync(packed(platform).program);
    const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
    const at = program.indexOf(sentinel) + sentinel.length;
    // runAsNode, cookies, NODE_OPTIONS, --inspect, integrity, only from the archive, snapshot,
    // file:; what comes after is left as Electron has it.
    expect(program.subarray(at + 2, at + 10).toString('latin1')).toBe('01001100');
    expect(program.subarray(at + 10, at + 11).toString('latin1')).toBe('0');
  });

  test('weighs no more than its budget', () => {
    const report = measure(packed(platform).resources, packed(platform).application);
    console.log(reportLines(platform, report).join('\n'));
    expect(overBudget(report)).toEqual([]);
    expect(report.parts.reduce((sum, { bytes }) => sum + bytes, 0)).toBeGreaterThan(5_000_000);
  });
});

test('no package names a server to ask for updates', () => {
  // Of a folder alone, electron-builder writes this for Linux; the others get it with an installer.
  const update: unknown = parse(
    readFileSync(join(packed('linux').resources, 'app-update.yml'), 'utf8'),
  );
  expect(update).toEqual({ provider: 'generic', url: '', updaterCacheDirName: 'naru-updater' });
});

test('the size report tells what weighs too much', () => {
  const report = measure(packed('linux').resources, packed('linux').application);
  const bloated = { path: 'out/main/everything.js', bytes: 6_000_000, unpacked: false };
  expect(overBudget({ ...report, files: [bloated] })).toEqual([
    'out/main/everything.js: 6.00 MB of 5.00 MB',
  ]);
  expect(overBudget({ ...report, archive: 30_000_000 })).toHaveLength(1);
});

test('each package has its own icon, and macOS the integrity of the archive', () => {
  const ico = readFileSync(join(root, 'packaging/icon.ico'));
  const firstPicture = ico.subarray(ico.readUInt32LE(18), ico.readUInt32LE(18) + 200);
  expect(readFileSync(packed('win').program).includes(firstPicture)).toBe(true);
  const icns = readFileSync(join(root, 'packaging/icon.icns'));
  expect(readFileSync(join(packed('mac').resources, 'icon.icns')).equals(icns)).toBe(true);
  const list = readFileSync(join(packed('mac').resources, '..', 'Info.plist'), 'utf8');
  expect(list).toContain('<key>ElectronAsarIntegrity</key>');
  expect(readFileSync(packed('win').program).includes('"alg":"SHA256"')).toBe(true);
});

describe('unpacked again under plain Node', () => {
  const place = join(folder, 'unpacked');
  beforeAll(() => unpack(packed('linux'), place));

  test('the desktop host runs as far as its first word to Electron', () => {
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      ['--import', join(root, 'tests/support/until-electron.ts'), join(place, 'out/main/index.js')],
      { encoding: 'utf8', env: { ...process.env, NARU_DATA: join(folder, 'never') } },
    );
    expect({ stdout, stderr, status }).toEqual({
      stdout: 'asked Electron for the lock\n',
      stderr: '',
      status: 0,
    });
  });

  test.runIf(process.platform === 'linux' && process.arch === 'x64')(
    'the engine opens a store with the binary of the package, and files a declaration',
    async () => {
      const child = fork(join(place, 'out/main/engine.js'), [join(folder, 'data'), 'packaged'], {
        execArgv: [],
      });
      const exited = once(child, 'exit');
      const port = ipcPort(child);
      const engine = connectEngine(port);
      const added = await engine.call('practice.addSamples', { count: 1 });
      expect(added).toMatchObject({ added: 1, broken: 0 });
      await expect
        .poll(
          async () => {
            await engine.call('outbox.sendNow', {});
            return (await engine.call('sync.get', {})).counts.transport.acknowledged;
          },
          { timeout: minute, interval: 200 },
        )
        .toBe(1);
      expect((await engine.call('practice.get', {})).taken).toBeGreaterThanOrEqual(1);
      port.post({ kind: 'stop' });
      expect(await exited).toEqual([0, null]);
    },
    2 * minute,
  );
});

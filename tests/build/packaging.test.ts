import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { fileKinds } from '../../shared/contract/index.ts';

const root = join(import.meta.dirname, '..', '..');
const fromBuilder = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
const schemaPath = fromBuilder.resolve('app-builder-lib/scheme.json');
const schema: unknown = JSON.parse(readFileSync(schemaPath, 'utf8'));
const config: unknown = parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8'));

const patterns = z.array(z.string());
const shape = z.looseObject({
  asar: z.strictObject({ smartUnpack: z.boolean() }),
  asarUnpack: patterns,
  npmRebuild: z.boolean(),
  publish: z.unknown(),
  electronLanguages: z.array(z.string()),
  files: patterns,
  electronFuses: z.record(z.string(), z.boolean()),
  win: z.looseObject({ files: patterns }),
  nsis: z.looseObject({}),
  mac: z.looseObject({ files: patterns, extendInfo: z.looseObject({}) }),
  linux: z.looseObject({ files: patterns }),
});
const packaging = shape.parse(config);

describe('electron-builder.yml', () => {
  test("fits electron-builder's schema", () => {
    const ajv = new Ajv({ strict: false, allErrors: true });
    const validate = ajv.compile(z.record(z.string(), z.unknown()).parse(schema));
    validate(config);
    expect(validate.errors ?? []).toEqual([]);
    expect(validate({ ...packaging, asarr: true })).toBe(false);
  });

  test('states every fuse there is, as decided', () => {
    const known = z
      .object({
        definitions: z.object({
          FuseOptionsV1: z.object({ properties: z.record(z.string(), z.unknown()) }),
        }),
      })
      .parse(schema).definitions.FuseOptionsV1.properties;
    expect(Object.keys(packaging.electronFuses).toSorted()).toEqual(Object.keys(known).toSorted());
    expect(packaging.electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
      loadBrowserProcessSpecificV8Snapshot: false,
      resetAdHocDarwinSignature: true,
    });
  });

  test('packs an archive, leaves binaries outside of it, and compiles nothing', () => {
    expect(packaging).toMatchObject({
      asar: { smartUnpack: false },
      asarUnpack: ['**/*.node'],
      npmRebuild: false,
      nodeGypRebuild: false,
    });
  });

  // What is not stated is as electron-builder has it; what is stated beyond these could undo them: a
  // hook, files beside the archive, `disableAsarIntegrity`, `identity: null`, `notarize: false`.
  test.each([
    [
      'all',
      packaging,
      'appId productName copyright directories extraMetadata asar asarUnpack npmRebuild nodeGypRebuild publish electronLanguages files electronFuses artifactName win nsis mac linux',
    ],
    ['win', packaging.win, 'icon verifyUpdateCodeSignature target files'],
    [
      'nsis',
      packaging.nsis,
      'shortcutName oneClick perMachine buildUniversalInstaller deleteAppDataOnUninstall installerLanguages',
    ],
    [
      'mac',
      packaging.mac,
      'category icon hardenedRuntime entitlements entitlementsInherit gatekeeperAssess extendInfo fileAssociations target files',
    ],
    [
      'linux',
      packaging.linux,
      'icon category executableName maintainer synopsis desktop target files',
    ],
  ] as const)('states of %s nothing but what was decided', (_, section, keys) => {
    expect(Object.keys(section).toSorted()).toEqual(keys.split(' ').toSorted());
  });

  test('takes updates of its publisher alone, asks for no administrator, and leaves the data', () => {
    expect(packaging.win['verifyUpdateCodeSignature']).toBe(true);
    expect(packaging.nsis).toMatchObject({
      oneClick: true,
      perMachine: false,
      buildUniversalInstaller: false,
      deleteAppDataOnUninstall: false,
    });
    // No address is built in.
    expect(packaging.publish).toEqual({ provider: 'generic', url: '' });
  });

  test('gives nothing of the hardened runtime up on macOS but what V8 needs', () => {
    const entitlements = 'packaging/entitlements.mac.plist';
    expect(packaging.mac).toMatchObject({
      hardenedRuntime: true,
      // The assessment would fail before the program is notarized, which comes after.
      gatekeeperAssess: false,
      entitlements,
      entitlementsInherit: entitlements,
      extendInfo: { CFBundleDisplayName: '나루' },
    });
    expect(Object.keys(packaging.mac.extendInfo)).toEqual(['CFBundleDisplayName']);
    const given = readFileSync(join(root, entitlements), 'utf8').matchAll(/<key>(.*?)<\/key>/g);
    expect([...given].map(([, name]) => name)).toEqual(['com.apple.security.cs.allow-jit']);
  });

  test('is given files by macOS, and never instead of the program that they belong to', () => {
    expect(packaging.mac['fileAssociations']).toEqual([
      { ext: [...fileKinds], name: 'Naru', role: 'Viewer', rank: 'Alternate' },
    ]);
  });

  test('brings the menus of Chromium in both languages, and no other', () => {
    expect(packaging.electronLanguages).toEqual(['ko', 'en-US']);
    expect(packaging.nsis['installerLanguages']).toEqual(['ko_KR', 'en_US']);
  });

  test.each([
    ['win', 'x64', 'win32-x64.node'],
    ['win', 'arm64', 'win32-arm64.node'],
    ['mac', 'x64', 'darwin-x64.node'],
    ['mac', 'arm64', 'darwin-arm64.node'],
    ['linux', 'x64', 'linux-x64.node'],
    ['linux', 'arm64', 'linux-arm64.node'],
  ] as const)('takes what was built, and for %s %s one binary', (platform, arch, binary) => {
    const takes = filter([...packaging.files, ...packaging[platform].files], arch);
    const taken = (path: string): boolean => takes(path);
    const module = 'node_modules/better-sqlite3';
    const prebuilds = ['win32', 'darwin', 'linux', 'linuxmusl'].flatMap((os) =>
      ['x64', 'arm64'].map((each) => `${os}-${each}.node`),
    );
    expect(prebuilds.filter((name) => taken(`${module}/prebuilds/${name}`))).toEqual([binary]);
    for (const path of [`${module}/lib/index.js`, `${module}/package.json`]) {
      expect(taken(path)).toBe(true);
    }
    for (const path of [
      `${module}/deps/sqlite3/sqlite3.c`,
      `${module}/src/better_sqlite3.cpp`,
      `${module}/build/Release/better_sqlite3.node`,
      `${module}/binding.gyp`,
      `${module}/lib/win32-x64.js`,
      `${module}/lib/linuxmusl-arm64.js`,
      'node_modules/node-addon-api/napi.h',
      'out/main/cli.js',
      'out/main/cli/program-x.js',
      'out/main/index.js.map',
    ]) {
      expect(taken(path)).toBe(false);
    }
    for (const path of [
      'out/main/index.js',
      'out/main/engine.js',
      'out/main/reader-thread.js',
      'out/preload/index.cjs',
      'out/renderer/index.html',
    ]) {
      expect(taken(path)).toBe(true);
    }
  });

  test('names no source among its files, and no list of exclusions alone', () => {
    const lists = [
      packaging.files,
      packaging.win.files,
      packaging.mac.files,
      packaging.linux.files,
    ].map((list) => list.filter((pattern) => !pattern.startsWith('!')));
    // electron-builder reads such a list as "everything but": the whole project would be packed.
    expect(lists.every((list) => list.length > 0)).toBe(true);
    const named = lists.flat();
    expect(named.every((pattern) => /^(out\/|package\.json$|LICENSE$)/.test(pattern))).toBe(true);
  });
});

test('better-sqlite3 stands ready for all platforms and was not compiled', () => {
  const folder = dirname(createRequire(import.meta.url).resolve('better-sqlite3/package.json'));
  for (const os of ['win32', 'darwin', 'linux']) {
    for (const arch of ['x64', 'arm64']) {
      expect(statSync(join(folder, 'prebuilds', `${os}-${arch}.node`)).isFile()).toBe(true);
    }
  }
  expect(statSync(join(folder, 'build'), { throwIfNoEntry: false })).toBeUndefined();
});

/** Asks electron-builder's own matcher, as it does for the files of dependencies. */
function filter(of: readonly string[], arch: string): (path: string) => boolean {
  const matcher: unknown = fromBuilder('app-builder-lib/out/fileMatcher.js');
  const { FileMatcher } = z
    .object({
      FileMatcher: z.custom<
        new (
          from: string,
          to: string,
          expand: (text: string) => string,
          patterns: readonly string[],
        ) => { createFilter(): (path: string, stat: { isDirectory(): boolean }) => boolean }
      >((value) => typeof value === 'function'),
    })
    .parse(matcher);
  const expand = (text: string): string => text.replaceAll('${arch}', arch);
  // Dependencies are taken whole; only exclusions apply to them.
  const matches = new FileMatcher('/app', '/out', expand, [
    'node_modules/**/*',
    ...of,
  ]).createFilter();
  return (path) => matches(`/app/${path}`, { isDirectory: () => false });
}

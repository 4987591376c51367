import { globSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { build } from 'vite';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { bundledPackages } from './bundled-packages.ts';

/** What is delivered: every package in it is known by name and licence, and none comes by itself. */

const root = join(import.meta.dirname, '..', '..');

/** Licences that ask for nothing but to be named. */
const allowed: ReadonlySet<string> = new Set([
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '0BSD',
  'BlueOak-1.0.0',
  'OFL-1.1',
  'MIT AND Zlib',
  '(MIT AND Zlib)',
]);

const packageSchema = z.looseObject({ license: z.string().optional() });

/** Of a package that names no licence and has its text beside it. */
function licenceText(folder: string): string {
  const [file] = globSync('LICEN[CS]E*', { cwd: folder });
  const text = file === undefined ? '' : readFileSync(join(folder, file), 'utf8');
  return /^(?:The )?MIT License\b/.test(text.trim()) ? 'MIT' : 'unknown';
}

/** Packages of modules by the paths that a bundler gives them. */
function packagesOf(modules: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const id of modules) {
    const path = id.replaceAll('\u0000', '').replace(/\?.*$/, '');
    const at = path.lastIndexOf('/node_modules/');
    if (at < 0) continue;
    const [scope = '', name = ''] = path.slice(at + '/node_modules/'.length).split('/');
    const packageName = scope.startsWith('@') ? `${scope}/${name}` : scope;
    const folder = `${path.slice(0, at)}/node_modules/${packageName}`;
    const { license } = packageSchema.parse(
      JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')),
    );
    found.set(packageName, license ?? licenceText(folder));
  }
  return found;
}

async function bundledIn(
  entry: 'main' | 'preload',
): Promise<{ packages: Map<string, string>; outside: string[] }> {
  const { default: options } = await import('../../main/rolldown.config.ts');
  const all = [options].flat();
  const wanted = all.find(
    (each) => JSON.stringify(each.input).includes('preload') === (entry === 'preload'),
  );
  if (wanted === undefined) throw new Error('no such bundle');
  const bundle = await rolldown({ ...wanted, plugins: [] });
  const { output } = await bundle.generate({ format: 'esm' });
  await bundle.close();
  const chunks = output.filter((each) => each.type === 'chunk');
  return {
    packages: packagesOf(chunks.flatMap((chunk) => chunk.moduleIds)),
    outside: [...new Set(chunks.flatMap((chunk) => [...chunk.imports, ...chunk.dynamicImports]))]
      .filter((name) => !name.startsWith('node:') && !builtinModules.includes(name))
      .filter((name) => !chunks.some(({ fileName }) => fileName === name)),
  };
}

const strangers = (packages: Map<string, string>, known: readonly string[]): string[] =>
  [...packages.keys()].filter((name) => !known.includes(name));

describe('of other people’s code', { timeout: 300_000 }, () => {
  test('the main process carries what is listed, and reaches for nothing else', async () => {
    const { packages, outside } = await bundledIn('main');
    expect(strangers(packages, bundledPackages.main)).toEqual([]);
    expect(packages.size).toBeGreaterThan(40);
    expect([...packages].filter(([, licence]) => !allowed.has(licence))).toEqual([]);
    expect(outside.toSorted()).toEqual(['better-sqlite3', 'electron']);
  });

  test('the preload carries none', async () => {
    const { packages, outside } = await bundledIn('preload');
    expect([...packages.keys()]).toEqual([]);
    expect(outside).toEqual(['electron']);
  });

  test('the page carries what is listed', async () => {
    const modules: string[] = [];
    const written = new Map<string, string>();
    const { default: config } = await import('../../renderer/vite.config.ts');
    await build({
      ...config,
      configFile: false,
      logLevel: 'error',
      build: { ...config.build, write: false, minify: false },
      plugins: [
        ...(config.plugins ?? []),
        {
          name: 'modules',
          generateBundle(_options, output) {
            for (const chunk of Object.values(output))
              if (chunk.type === 'chunk') {
                modules.push(...chunk.moduleIds);
                written.set(chunk.fileName, chunk.code);
              } else written.set(chunk.fileName, Buffer.from(chunk.source).toString('utf8'));
          },
        },
      ],
    });
    const packages = packagesOf(modules);
    expect(strangers(packages, bundledPackages.page)).toEqual([]);
    expect(packages.size).toBeGreaterThan(10);
    expect([...packages].filter(([, licence]) => !allowed.has(licence))).toEqual([]);
    expect(written.size).toBeGreaterThan(3);
    expect([...written].flatMap(([name, text]) => foreign(name, text))).toEqual([]);
  });

  test('source and what comes from elsewhere would be noticed in the page', () => {
    for (const [name, text] of [
      ['a.js.map', '{}'],
      ['a.js', 'x;\n//# sourceMappingURL=data:application/json;base64,e30='],
      ['a.js', 'import("https://cdn.test/x.js")'],
      ['a.js', 'new Worker("//cdn.test/x.js")'],
      ['a.js', 'fetch(`https://cdn.test/x`)'],
      ['a.css', '@import "https://cdn.test/x.css";'],
      ['a.css', 'a { background: url(//cdn.test/x.png) }'],
      ['index.html', '<script src="https://cdn.test/x.js"></script>'],
      ['index.html', '<link href="//cdn.test/x.css">'],
    ] as const)
      expect(foreign(name, text), text).not.toEqual([]);
    expect(foreign('a.js', 'open("https://unipass.customs.go.kr/")')).toEqual([]);
  });
});

/** What of a built file is source, or would be fetched from elsewhere. */
function foreign(name: string, text: string): string[] {
  const found = [
    name.endsWith('.map') || /sourceMappingURL|"sourcesContent"/.test(text) ? 'source' : null,
    /(?:import|fetch|Worker|EventSource|WebSocket|importScripts)\(["'`](?:https?:)?\/\//.test(text)
      ? 'code or data'
      : null,
    /url\(["']?(?:https?:)?\/\/|@import ["'](?:https?:)?\/\//.test(text) ? 'style' : null,
    name.endsWith('.html') && /(?:src|href)=["']?(?:https?:)?\/\//.test(text) ? 'file' : null,
  ];
  return found.filter((what) => what !== null).map((what) => `${name}: ${what}`);
}

const lockSchema = z.looseObject({
  packages: z.record(
    z.string(),
    z.looseObject({
      resolved: z.string().optional(),
      integrity: z.string().optional(),
      link: z.boolean().optional(),
      inBundle: z.boolean().optional(),
      hasInstallScript: z.boolean().optional(),
      dev: z.boolean().optional(),
      name: z.string().optional(),
    }),
  ),
});
const lock = lockSchema.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
const manifest = z
  .looseObject({
    dependencies: z.record(z.string(), z.string()),
    devDependencies: z.record(z.string(), z.string()),
    allowScripts: z.record(z.string(), z.boolean()),
  })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));

describe('the lock file', () => {
  test('pins every package by its digest', () => {
    const entries = Object.entries(lock.packages).filter(
      ([path, { link, inBundle }]) => path !== '' && link !== true && inBundle !== true,
    );
    expect(entries.length).toBeGreaterThan(300);
    expect(
      entries
        .filter(([, { integrity }]) => integrity?.startsWith('sha512-') !== true)
        .map(([path]) => path),
    ).toEqual([]);
    const origins = entries.flatMap(([, { resolved }]) =>
      resolved === undefined ? [] : [resolved],
    );
    expect(origins.filter((address) => !address.startsWith('https://'))).toEqual([]);
  });

  test('names versions, not ranges, of what is used directly', () => {
    const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(
      versions.filter(
        ([, version]) => !/^(?:npm:[@\w/.-]+@)?\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version),
      ),
    ).toEqual([]);
  });

  test('lets no package run a script of its own but those that are named', () => {
    const running = Object.entries(lock.packages)
      .filter(([, { hasInstallScript }]) => hasInstallScript === true)
      .map(
        ([path, { name }]) =>
          name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      );
    const decided = new Set(Object.keys(manifest.allowScripts));
    expect(running.filter((name) => !decided.has(name) && name !== 'fsevents')).toEqual([]);
    const approved = Object.entries(manifest.allowScripts).filter(([, isAllowed]) => isAllowed);
    expect(approved.map(([name]) => name)).toEqual(['node']);
  });

  test('delivers nothing beside the bundles but the database', () => {
    const delivered = Object.entries(lock.packages)
      .filter(([path, { dev }]) => path !== '' && dev !== true)
      .map(([path]) => path.replace(/^node_modules\//, ''));
    expect(delivered).toContain('better-sqlite3');
    expect(Object.keys(manifest.dependencies)).toEqual(['better-sqlite3']);
  });
});

test('nothing of the program is fetched from elsewhere while it runs', () => {
  const files = globSync('{main,shared,renderer,preload}/**/*.{ts,tsx,css,html}', { cwd: root });
  const importing = files.filter((path) =>
    /import\(\s*['"`]https?:|importScripts\(|@import\s+url\(\s*['"]?https?:/.test(
      readFileSync(join(root, path), 'utf8'),
    ),
  );
  expect(importing).toEqual([]);
});

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { build } from 'rolldown';
import { roster, type Entry } from './roster.ts';
import type { Launch } from './start.ts';

/** A contender that can be started, or why not. */
export type Ready = Entry & ({ launch: Launch } | { trouble: string });

const here = import.meta.dirname;
const old = join(here, 'old-sqlite');

/** Installs what is compared from its own lock file, and finds out which of it runs here. */
export async function readyRoster(): Promise<Ready[]> {
  const installed = install(here);
  if (installed !== null) throw new Error(installed);
  const liteque = await readyLiteque();
  return roster.map((entry) => {
    if (entry.name === 'liteque') return { ...entry, ...liteque };
    if (entry.name === 'better-queue' && !loads(process.execPath, here, 'sqlite3'))
      return { ...entry, trouble: 'its native sqlite3 5 could not be built' };
    return { ...entry, launch: { node: process.execPath, file: entry.process } };
  });
}

/** `null`, or what kept it from being installed. Compiling takes minutes, so it is done once. */
function install(folder: string): string | null {
  const done = join(folder, 'node_modules', '.package-lock.json');
  const lock = join(folder, 'package-lock.json');
  if (existsSync(done) && statSync(done).mtimeMs >= statSync(lock).mtimeMs) return null;
  console.log(`Installing what is compared (${folder}); compiling takes a few minutes …`);
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--prefix', folder], {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  return status === 0 ? null : `npm ci failed in ${folder}`;
}

/**
 * liteque's runner needs a better-sqlite3 from before Node-API, which only the Node loads that it
 * was compiled for; its process is bundled to plain JavaScript for an older one.
 */
async function readyLiteque(): Promise<{ launch: Launch } | { trouble: string }> {
  const trouble = install(old);
  if (trouble !== null) return { trouble: 'its old better-sqlite3 could not be built' };
  const node = nodes().find((candidate) => loads(candidate, old, 'better-sqlite3'));
  if (node === undefined) return { trouble: 'no Node here loads the old better-sqlite3 it needs' };
  const file = join(old, 'out', 'liteque.mjs');
  mkdirSync(join(old, 'out'), { recursive: true });
  await build({
    input: join(here, 'contenders', 'liteque-process.ts'),
    platform: 'node',
    logLevel: 'warn',
    output: { file },
  });
  return { launch: { node, file } };
}

function nodes(): string[] {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const others = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, name));
  return [process.execPath, ...others.filter((file) => existsSync(file))];
}

function loads(node: string, folder: string, library: string): boolean {
  const opened = library === 'sqlite3' ? '.Database' : '';
  const script = `new (require('${library}')${opened})(':memory:')`;
  return spawnSync(node, ['-e', script], { cwd: folder, stdio: 'ignore' }).status === 0;
}

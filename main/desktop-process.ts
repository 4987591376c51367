import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { TextKey, TextParams } from '../shared/i18n/index.ts';
import type { Surroundings } from './data-folder.ts';
import { electronBinary, electronFolder, fetchElectron } from './electron-binary.ts';

/** Why no desktop window was opened. */
export type NoDesktop = 'no-display' | 'as-root' | 'no-electron' | 'failed';

export interface DesktopOptions {
  surroundings: Surroundings;
  /** POSIX user id; `undefined` on Windows. */
  userId: number | undefined;
  dataFolder: string;
  end: AbortSignal;
  say(key: TextKey, params?: TextParams): void;
}

const fetchLimitMs = 60_000;
/** A desktop that ends with an error this soon could not start, e.g. for a missing library. */
const startFailureMs = 15_000;

/** Runs the desktop host to its end, or says why there is none. */
export async function startDesktop(
  options: DesktopOptions,
): Promise<{ exitCode: number } | { trouble: NoDesktop }> {
  const trouble = displayTrouble(options.surroundings, options.userId);
  if (trouble !== null) return { trouble };
  const folder = electronFolder();
  if (folder === null) return { trouble: 'no-electron' };
  if (electronBinary(folder) === null) {
    options.say('hosts.fetchingElectron', { seconds: fetchLimitMs / 1000 });
    await fetchElectron(folder, fetchLimitMs, options.end);
  }
  if (options.end.aborted) return { exitCode: 0 };
  const binary = electronBinary(folder);
  if (binary === null) return { trouble: 'no-electron' };
  const built = await buildBundles(options.end);
  // Ended meanwhile: nothing is started that nobody would end.
  if (options.end.aborted) return { exitCode: 0 };
  if (built !== 0) return { trouble: 'failed' };

  const startedAt = performance.now();
  const exitCode = await run(binary, [projectFolder()], options.end, {
    ...process.env,
    NARU_DATA: options.dataFolder,
  });
  const early = performance.now() - startedAt < startFailureMs;
  return exitCode !== 0 && early && !options.end.aborted ? { trouble: 'failed' } : { exitCode };
}

/** Whether there is a screen to open a window on, and a user Electron's sandbox works for. */
export function displayTrouble(
  { env, platform }: Pick<Surroundings, 'env' | 'platform'>,
  userId: number | undefined,
): NoDesktop | null {
  if (platform === 'win32' || platform === 'darwin') return null;
  const displays = [env['WAYLAND_DISPLAY'], env['DISPLAY']];
  if (displays.every((display) => display === undefined || display === '')) return 'no-display';
  return userId === 0 ? 'as-root' : null;
}

/** Electron runs the bundles; the loopback host runs the sources. */
function buildBundles(end: AbortSignal): Promise<number> {
  const rolldown = dirname(createRequire(import.meta.url).resolve('rolldown/package.json'));
  const config = join(import.meta.dirname, 'rolldown.config.ts');
  const args = [join(rolldown, 'bin', 'cli.mjs'), '-c', config, '--logLevel', 'warn'];
  return run(process.execPath, args, end, process.env);
}

function run(
  command: string,
  args: readonly string[],
  end: AbortSignal,
  env: NodeJS.ProcessEnv,
): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'inherit', env, cwd: projectFolder() });
    const stop = (): boolean => child.kill('SIGTERM');
    end.addEventListener('abort', stop);
    child.on('error', () => resolve(1));
    child.on('exit', (code) => {
      end.removeEventListener('abort', stop);
      // Ended by the signal that asked for it is an end in good order.
      resolve(code ?? (end.aborted ? 0 : 1));
    });
  });
}

function projectFolder(): string {
  return dirname(import.meta.dirname);
}

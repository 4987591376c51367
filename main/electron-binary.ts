import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The folder of the npm package `electron`; `null` where it is not installed. */
export function electronFolder(): string | null {
  try {
    return dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  } catch {
    return null;
  }
}

/**
 * Where Electron's executable is; `null` where it has not been fetched. Read from the package's
 * files, because importing the package starts a download that nothing limits.
 */
export function electronBinary(folder: string): string | null {
  try {
    const path = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim());
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}

/** Lets the package fetch its executable; resolves when that is done, has failed or takes too long. */
export function fetchElectron(folder: string, limitMs: number, end: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(folder, 'install.js')], {
      stdio: 'ignore',
      signal: AbortSignal.any([end, AbortSignal.timeout(limitMs)]),
      killSignal: 'SIGKILL',
    });
    child.on('error', () => resolve());
    child.on('exit', () => resolve());
  });
}

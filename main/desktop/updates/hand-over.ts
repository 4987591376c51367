import type { Updater } from './updaters.ts';

/** What is listened to of macOS's own updater, which electron-updater hands the file to. */
interface SystemUpdater {
  once(event: 'update-downloaded', listener: () => void): unknown;
  once(event: 'error', listener: (error: Error) => void): unknown;
}

/** To copy, unpack and check a program, in milliseconds. */
const handOverMs = 300_000;

/**
 * Hands what was fetched to macOS, which takes it in only now, ends the program by itself and starts
 * the new one. A program that ended meanwhile would have handed over nothing.
 * @throws what the system says against it, or where it says nothing
 */
export function handOver(
  updater: Pick<Updater, 'quitAndInstall'>,
  system: SystemUpdater,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('not taken in')), handOverMs);
    const ended = (): void => clearTimeout(timer);
    // Listened to first: electron-updater ends the program in the same turn.
    system.once('update-downloaded', () => {
      ended();
      resolve();
    });
    system.once('error', (error) => {
      ended();
      reject(error);
    });
    updater.quitAndInstall();
  });
}

import { join } from 'node:path';
import { runDesktop } from '../../main/desktop/run.ts';

/**
 * Entry of the real desktop host over an engine of the test's: window, preload and bridge are the
 * program's own, and only the engine's process passes on what it hears.
 */
const { argv, env, platform } = process;
const root = env['NARU_ROOT'] ?? '';
const paths = {
  dataFolder: env['NARU_DATA'] ?? '',
  pageFolder: join(root, 'out', 'renderer'),
  preload: join(root, 'out', 'preload', 'index.cjs'),
  engineEntry: join(import.meta.dirname, 'engine-line-process.js'),
  pictures: join(root, 'main', 'desktop', 'tray', 'pictures'),
};
runDesktop(paths, { argv, folder: process.cwd(), platform }).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});

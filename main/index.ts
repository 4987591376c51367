import { homedir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defaultDataFolder } from './data-folder.ts';
import { runDesktop } from './desktop/run.ts';
import { engineEntry } from './engine/engine-entry.ts';
import { pageFolder } from './page/page-folder.ts';

/**
 * Entry of the desktop host, run by Electron as `out/main/index.js`. Not awaited: Electron is not
 * ready before this module has been evaluated.
 */
const paths = {
  dataFolder: defaultDataFolder({
    env: process.env,
    platform: process.platform,
    home: homedir(),
  }),
  pageFolder: pageFolder(),
  preload: fileURLToPath(new URL('../preload/index.cjs', import.meta.url)),
  engineEntry: engineEntry(),
  // Beside the bundle; see the plug-in that puts them there.
  pictures: fileURLToPath(new URL('tray', import.meta.url)),
};
const { argv, platform } = process;
runDesktop(paths, { argv, folder: process.cwd(), platform }).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});

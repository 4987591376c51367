import { join } from 'node:path';
import { app, session } from 'electron';
import { filesGiven } from './files-given.ts';
import { guardContents } from './guard-contents.ts';
import { guardSession } from './guard-session.ts';
import { openDesktop, type DesktopCall, type DesktopPaths } from './open-desktop.ts';
import { registerPageScheme, servePage } from './page-scheme.ts';

export type { DesktopCall, DesktopPaths } from './open-desktop.ts';

/** The life of the desktop host. Resolves once the window is open or another one is in charge. */
export async function runDesktop(paths: DesktopPaths, called: DesktopCall): Promise<void> {
  // A folder of its own: the browser's files are no part of the data.
  app.setPath('userData', join(app.getPath('appData'), 'naru-desktop'));
  if (!app.requestSingleInstanceLock()) {
    // The one in charge is handed this one's arguments, files among them.
    app.quit();
    return;
  }
  app.enableSandbox();
  registerPageScheme();
  app.setAppUserModelId('kr.naru.desktop');
  app.on('web-contents-created', (_event, contents) => guardContents(contents));
  let takeFiles: ((paths: readonly string[]) => void) | null = null;
  const early = filesGiven(called.argv, called.folder);
  // macOS tells of files that were opened with Naru, or dropped on its icon, even before it is ready.
  app.on('open-file', (event, path) => {
    event.preventDefault();
    const files = filesGiven(['', path], called.folder);
    if (takeFiles === null) early.push(...files);
    else takeFiles(files);
  });
  await app.whenReady();

  guardSession(session.defaultSession);
  servePage(session.defaultSession, paths.pageFolder);
  takeFiles = openDesktop(paths, called);
  takeFiles(early);
}

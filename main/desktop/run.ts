import { join } from 'node:path';
import { app, Menu, session } from 'electron';
import { createRelay } from '../../shared/port/index.ts';
import { superviseEngine, type Supervisor } from '../engine/supervise.ts';
import { guardContents } from './guard-contents.ts';
import { guardSession } from './guard-session.ts';
import { launchEngine } from './launch-engine.ts';
import { openWindow, type PageWindow } from './open-window.ts';
import { registerPageScheme, servePage } from './page-scheme.ts';
import { tellOutside } from './tell-outside.ts';
import { openUpdates, type DesktopUpdates } from './updates/open-updates.ts';
import { createWindowFace } from './window-face.ts';

export interface DesktopPaths {
  dataFolder: string;
  pageFolder: string;
  preload: string;
  engineEntry: string;
}

/** The life of the desktop host. Resolves once the window is open or another one is in charge. */
export async function runDesktop(paths: DesktopPaths): Promise<void> {
  // A folder of its own: the browser's files are no part of the data.
  app.setPath('userData', join(app.getPath('appData'), 'naru-desktop'));
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  app.enableSandbox();
  registerPageScheme();
  app.setAppUserModelId('kr.naru.desktop');
  app.on('web-contents-created', (_event, contents) => guardContents(contents));
  app.on('window-all-closed', () => app.quit());
  await app.whenReady();

  guardSession(session.defaultSession);
  servePage(session.defaultSession, paths.pageFolder);
  setMenu(process.platform);
  const updates = openUpdates((event) => window.sendEvent(event));
  const { window, supervisor } = openEngineWindow(paths, updates);
  app.on('second-instance', () => window.focus());
  endInOrder(supervisor, updates);
}

function openEngineWindow(
  paths: DesktopPaths,
  updates: DesktopUpdates,
): { window: PageWindow; supervisor: Supervisor } {
  const relay = createRelay();
  let lost = false;
  const newFace = (): ReturnType<typeof createWindowFace> => {
    const face = createWindowFace((event) => {
      window.sendEvent(event);
      updates.take(event);
      tellOutside(event, window);
    });
    relay.addFace(face.port);
    face.port.onClose(() => {
      lost = true;
    });
    return face;
  };
  const window = openWindow({
    preload: paths.preload,
    statePath: join(app.getPath('userData'), 'window.json'),
    call: (name, input) => updates.answer(name, input) ?? face.call(name, input),
    onLoaded: () => face.repeatFailure(),
  });
  let face = newFace();
  const supervisor = superviseEngine({
    relay,
    launch: () => launchEngine(paths.engineEntry, paths.dataFolder),
    after(ms, task) {
      const timer = setTimeout(task, ms);
      return () => clearTimeout(timer);
    },
    onReady() {
      if (!lost) return;
      lost = false;
      face = newFace();
      window.reload();
    },
  });
  return { window, supervisor };
}

/** The application ends when the engine has: nothing is cut off in the middle. */
function endInOrder(supervisor: Supervisor, updates: DesktopUpdates): void {
  let ended = false;
  let closing: Promise<void> | null = null;
  app.on('before-quit', (event) => {
    if (ended) return;
    event.preventDefault();
    if (closing !== null) return;
    updates.beforeEnd();
    closing = closeBoth(supervisor, updates).finally(() => {
      ended = true;
      app.quit();
    });
  });
}

/** A new version takes its place once nothing of the old one works any more. */
async function closeBoth(supervisor: Supervisor, updates: DesktopUpdates): Promise<void> {
  try {
    await supervisor.close();
  } finally {
    await updates.atEnd();
  }
}

function setMenu(platform: string): void {
  // macOS knows the keys for copy and paste from the menu alone.
  const menu =
    platform === 'darwin'
      ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }])
      : null;
  Menu.setApplicationMenu(menu);
}

import { join } from 'node:path';
import { app, dialog, Menu, powerMonitor, safeStorage, session, shell } from 'electron';
import { fileKinds } from '../../shared/contract/index.ts';
import type { HostEvent, HostRemark } from '../../shared/desktop/host-calls.ts';
import { createTranslate, type Language, type Translate } from '../../shared/i18n/index.ts';
import { createRelay } from '../../shared/port/index.ts';
import { superviseEngine, type Supervisor } from '../engine/supervise.ts';
import { openProcessLog } from '../log/index.ts';
import { loggedSupervision } from '../log/logged-supervision.ts';
import { answerHostCall, type HostHandlers } from './answer-host-call.ts';
import { openClosing } from './close-in-order.ts';
import { crashGuard, engineGuard } from './crash-guard.ts';
import { languageOf, openDesktopMemory } from './desktop-state.ts';
import { openEnding } from './ending.ts';
import { watchEngine } from './engine-watch.ts';
import { filesGiven, openGivenFiles } from './files-given.ts';
import { openHostEnd } from './host-end.ts';
import { answerFromKeychain } from './keychain.ts';
import { launchEngine } from './launch-engine.ts';
import { hiddenArgument, loginItem } from './login-item.ts';
import { appMenu } from './menu/app-menu.ts';
import { toTemplate, type MenuAct } from './menu/menu-entry.ts';
import { canNotify, notify } from './notify.ts';
import { openWindow } from './open-window.ts';
import { externalAddress } from './policy.ts';
import { followPower, followSession, type PowerTold } from './power.ts';
import { toldOutside, type News } from './told.ts';
import { openTray } from './tray/show-tray.ts';
import { trayState } from './tray/tray-state.ts';
import { openUpdates } from './updates/open-updates.ts';
import { createWindowFace } from './window-face.ts';

export interface DesktopPaths {
  dataFolder: string;
  pageFolder: string;
  preload: string;
  engineEntry: string;
  /** Pictures of the tray. */
  pictures: string;
}

/** How the program was called, and where. */
export interface DesktopCall {
  argv: readonly string[];
  folder: string;
  platform: string;
}

/** How long the system may take to end a program that it replaces, in milliseconds. */
const takenOverMs = 60_000;

const after = (ms: number, task: () => void): (() => void) => {
  const timer = setTimeout(task, ms);
  return () => clearTimeout(timer);
};

/**
 * Opens window, tray and menus over an engine of its own, and joins them. To be called once Electron is
 * ready and its session is guarded.
 * @returns how to hand over files that were opened with Naru
 */
export function openDesktop(
  paths: DesktopPaths,
  called: DesktopCall,
): (paths: readonly string[]) => void {
  const { platform } = called;
  const memory = openDesktopMemory(join(app.getPath('userData'), 'desktop.json'));
  const login = loginItem(app, {
    platform,
    configFolder: app.getPath('appData'),
    program: process.env['APPIMAGE'] ?? process.execPath,
    isPackaged: app.isPackaged,
  });
  const language = (): Language => languageOf(memory.get(), app.getLocale());
  const text = (): Translate => createTranslate(language());

  const relay = createRelay();
  const hostEnd = openHostEnd((origin) => session.defaultSession.resolveProxy(origin));
  /** Told to the page once it has loaded: before that nobody hears it. */
  let unheard: HostEvent[] = [];
  let isLoaded = false;
  function tellPage(event: HostEvent): void {
    if (isLoaded) window.tellPage(event);
    else unheard.push(event);
  }
  const remark = (what: HostRemark): void => tellPage({ is: 'remark', remark: what });

  function tell(news: News): void {
    const { settings } = memory.get();
    const at = { t: text(), language: language(), wish: settings.notifications };
    const told = toldOutside(news, { ...at, isInFront: window.isFocused() });
    if (told === null) return;
    notify(told, (address) => {
      window.focus();
      if (address !== null) tellPage({ is: 'go', address });
    });
  }

  const files = openGivenFiles(() => {
    tellPage({ is: 'files' });
    window.focus();
  });

  const updates = openUpdates((event) => window.sendEvent(event));
  let lost = false;
  const newFace = (): ReturnType<typeof createWindowFace> => {
    const opened = createWindowFace((event) => window.sendEvent(event));
    relay.addFace(opened.port);
    opened.port.onClose(() => {
      lost = true;
    });
    return opened;
  };
  const handlers: HostHandlers = {
    'desktop.get': () => ({
      settings: { ...memory.get().settings, openAtLogin: login.isOn() },
      can: { openAtLogin: login.isOffered, notify: canNotify() },
    }),
    'desktop.set': (settings) => {
      if (login.isOffered && settings.openAtLogin !== login.isOn()) login.set(settings.openAtLogin);
      memory.change({ settings });
      return {};
    },
    'desktop.language': (change) => {
      memory.change(change);
      showMenu();
      showTray();
      return {};
    },
    'desktop.network': () => {
      hostEnd.hint('network');
      return {};
    },
    'desktop.nextFile': () => files.next(),
    'desktop.endNow': () => {
      if (ending.isUnderWay) ending.now();
      return {};
    },
  };
  const window = openWindow({
    preload: paths.preload,
    statePath: join(app.getPath('userData'), 'window.json'),
    isHidden: called.argv.includes(hiddenArgument) || wasOpenedAtLogin(platform),
    call: (name, input) => updates.answer(name, input) ?? face.call(name, input),
    callHost: (name, input) => answerHostCall(handlers, name, input),
    onLoaded() {
      face.repeatFailure();
      isLoaded = true;
      for (const event of unheard.splice(0)) window.tellPage(event);
    },
    onClose() {
      if (ending.isUnderWay || !memory.get().settings.closeToTray) return false;
      if (!memory.get().toldOfTray) tell({ is: 'went-to-tray' });
      memory.change({ toldOfTray: true });
      return true;
    },
    onCrash(keeps) {
      isLoaded = false;
      if (keeps) tell({ is: 'page-keeps-crashing' });
      else remark('page-crashed');
    },
    text,
  });
  let face = newFace();

  const watch = watchEngine({
    relay,
    onChange() {
      showTray();
      ending.settled();
    },
    onEvent(event) {
      updates.take(event);
      if (event.topic === 'attention') tell({ is: 'attention', attention: event.attention });
    },
  });
  const act = (does: MenuAct): void => {
    switch (does.is) {
      case 'show':
        return window.focus();
      case 'go':
        window.focus();
        return tellPage({ is: 'go', address: does.address });
      case 'open-files':
        window.focus();
        return void chooseFiles(text()).then((chosen) => files.add(chosen));
      case 'close-window':
        return window.close();
      case 'outside': {
        const address = externalAddress(does.address);
        return void (address === null ? null : shell.openExternal(address));
      }
      case 'quit':
        return app.quit();
    }
  };
  const state = () => trayState(watch.sync(), watch.isUp());
  const tray = openTray(paths.pictures, platform, state(), act);
  const showTray = (): void => tray.show(state(), language());
  const showMenu = (): void =>
    Menu.setApplicationMenu(Menu.buildFromTemplate(toTemplate(appMenu(text(), platform), act)));
  showTray();
  showMenu();

  const guard = crashGuard(engineGuard);
  const supervisor: Supervisor = superviseEngine({
    relay,
    launch() {
      const engine = launchEngine(paths.engineEntry, paths.dataFolder);
      hostEnd.attach(engine.port);
      return engine;
    },
    keychain: answerFromKeychain(safeStorage, platform),
    after,
    ...loggedSupervision(openProcessLog(paths.dataFolder, 'desktop'), {
      onReady() {
        watch.up();
        if (!lost) return;
        lost = false;
        face = newFace();
        isLoaded = false;
        window.reload();
      },
      onCrash() {
        const is =
          guard.crashed(performance.now()) === 'again' ? 'engine-crashed' : 'engine-keeps-crashing';
        isLoaded = false;
        remark(is);
        tell({ is });
      },
    }),
  });
  const closing = openClosing({
    async closeEngine() {
      await supervisor.close();
      // A version that starts while this one still goes would take it for the one in charge, and go too.
      app.releaseSingleInstanceLock();
    },
    updates,
  });
  const ending = openEnding({
    isInFlight: () => watch.isUp() && watch.sync()?.gate.inFlight === true,
    hold: () => hostEnd.hint('ending'),
    tell(seconds) {
      tellPage({ is: 'ending', seconds });
      if (!window.isFocused()) tell({ is: 'ending', seconds });
    },
    closeEngine: closing.close,
    quit() {
      tray.remove();
      // An end of ours would cut off the system's own, and with it the start of the new version.
      if (closing.isTakenOver) after(takenOverMs, () => app.quit());
      else app.quit();
    },
    after,
  });

  app.on('before-quit', (event) => {
    window.keepPlace();
    if (!ending.asked()) event.preventDefault();
  });
  app.on('window-all-closed', () => {
    // Else it ends by itself; and a system that closes windows to replace it is not to be overtaken.
    if (!closing.isUnderWay) app.quit();
  });
  app.on('activate', () => window.focus());
  app.on('second-instance', (_event, argv, folder) => {
    if (!argv.includes(hiddenArgument)) window.focus();
    files.add(filesGiven(argv, folder));
  });
  const power: PowerTold = {
    hint(hint) {
      // An end that has begun begins nothing new, whatever the computer did meanwhile.
      const goesOn = hint === 'awake' || hint === 'staying';
      if (!goesOn || !ending.isUnderWay) hostEnd.hint(hint);
    },
    end() {
      closing.computerEnds();
      ending.now();
    },
    after,
  };
  followPower(powerMonitor, power);
  if (platform === 'win32') followSession(window.session, power);
  return (given) => files.add(given);
}

function wasOpenedAtLogin(platform: string): boolean {
  return platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;
}

async function chooseFiles(t: Translate): Promise<readonly string[]> {
  const { filePaths } = await dialog.showOpenDialog({
    title: t('desktop.openDialog.title'),
    filters: [{ name: t('desktop.openDialog.kinds'), extensions: [...fileKinds] }],
    properties: ['openFile', 'multiSelections'],
  });
  return filePaths;
}

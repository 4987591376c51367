import { BrowserWindow, dialog, Menu, screen } from 'electron';
import type { EngineEvent } from '../../shared/contract/index.ts';
import type { HostAnswer, HostEvent } from '../../shared/desktop/host-calls.ts';
import type { Translate } from '../../shared/i18n/index.ts';
import { bridgeChannels } from '../../shared/port/bridge-channels.ts';
import type { Answer } from '../../shared/port/index.ts';
import { crashGuard, pageGuard } from './crash-guard.ts';
import { contextMenu } from './menu/app-menu.ts';
import { toTemplate } from './menu/menu-entry.ts';
import { isTrustedSender, pageAddress, windowPreferences } from './policy.ts';
import type { SessionEvents } from './power.ts';
import { placeWindow, readWindowState, writeWindowState } from './window-state.ts';

export interface WindowOptions {
  preload: string;
  /** File that keeps where the window was. */
  statePath: string;
  /** Opened at login: it stays out of sight until somebody wants it. */
  isHidden: boolean;
  call(name: unknown, input: unknown): Promise<Answer>;
  callHost(name: unknown, input: unknown): Promise<HostAnswer>;
  /** The page has loaded, for the first time or anew. */
  onLoaded(): void;
  /** A person closes it. @returns whether it is to stay, hidden */
  onClose(): boolean;
  /** The page failed; with `keeps` it does so again and again. */
  onCrash(keeps: boolean): void;
  text(): Translate;
}

export interface PageWindow {
  sendEvent(event: EngineEvent): void;
  tellPage(event: HostEvent): void;
  /** Loads the page anew, so that it asks for everything anew. */
  reload(): void;
  /** Brings it to the front, from wherever it is. */
  focus(): void;
  isFocused(): boolean;
  /** As a person does by its button. */
  close(): void;
  /** Keeps where it is, for the next start. */
  keepPlace(): void;
  readonly session: SessionEvents;
}

/** Opens the window with our page. */
export function openWindow(options: WindowOptions): PageWindow {
  const state = readWindowState(options.statePath);
  const window = new BrowserWindow({
    ...placeWindow(state, workAreas()),
    minWidth: 640,
    minHeight: 480,
    show: false,
    title: '나루',
    autoHideMenuBar: true,
    webPreferences: { ...windowPreferences, preload: options.preload },
  });
  const contents = window.webContents;
  // Bound to this window: no other contents can reach the handlers.
  contents.ipc.handle(bridgeChannels.call, (event, name: unknown, input: unknown) => {
    if (!isTrustedSender(event.senderFrame)) throw new Error('refused');
    return options.call(name, input);
  });
  contents.ipc.handle(bridgeChannels.hostCall, (event, name: unknown, input: unknown) => {
    if (!isTrustedSender(event.senderFrame)) throw new Error('refused');
    return options.callHost(name, input);
  });
  contents.on('did-finish-load', () => options.onLoaded());
  contents.on('context-menu', (_event, under) => {
    const entries = contextMenu(options.text(), under);
    if (entries.length > 0)
      Menu.buildFromTemplate(toTemplate(entries, () => undefined)).popup({ window });
  });
  watchPage(window, options);

  const keepPlace = (): void => {
    if (window.isDestroyed()) return;
    writeWindowState(options.statePath, {
      bounds: window.getNormalBounds(),
      maximized: window.isMaximized(),
    });
  };
  function show(): void {
    if (state?.maximized === true && !wasShown) window.maximize();
    wasShown = true;
    window.show();
  }
  let wasShown = false;
  window.once('ready-to-show', () => {
    if (!options.isHidden) show();
  });
  window.on('close', (event) => {
    keepPlace();
    if (!options.onClose()) return;
    event.preventDefault();
    window.hide();
  });
  // A window on a screen that was taken away would be out of reach.
  screen.on('display-removed', () => {
    if (window.isDestroyed()) return;
    const place = { bounds: window.getNormalBounds(), maximized: window.isMaximized() };
    const next = placeWindow(place, workAreas());
    if (next !== place.bounds) window.setBounds(next);
  });
  void window.loadURL(pageAddress);

  return {
    sendEvent(event) {
      if (!window.isDestroyed()) contents.send(bridgeChannels.event, event);
    },
    tellPage(event) {
      if (!window.isDestroyed()) contents.send(bridgeChannels.hostEvent, event);
    },
    reload() {
      if (!window.isDestroyed()) contents.reload();
    },
    isFocused: () => !window.isDestroyed() && window.isFocused(),
    focus() {
      if (window.isDestroyed()) return;
      if (window.isMinimized()) window.restore();
      show();
      window.focus();
    },
    close() {
      if (!window.isDestroyed()) window.close();
    },
    keepPlace,
    session: window,
  };
}

const workAreas = () => screen.getAllDisplays().map((display) => display.workArea);

/** A page that failed is loaded anew; one that keeps failing, or hangs, is a person's to decide on. */
function watchPage(window: BrowserWindow, options: WindowOptions): void {
  const contents = window.webContents;
  const guard = crashGuard(pageGuard);
  let isAsking = false;
  /** One that was asked about because it hangs has failed for good meanwhile. */
  let failedSince = false;

  async function ask(kind: 'pageCrash' | 'pageHangs'): Promise<void> {
    if (isAsking) {
      failedSince ||= kind === 'pageCrash';
      return;
    }
    isAsking = true;
    const t = options.text();
    const other = kind === 'pageCrash' ? t('desktop.pageCrash.close') : t('desktop.pageHangs.wait');
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      message: t(`desktop.${kind}.message`),
      detail: t(`desktop.${kind}.detail`),
      buttons: [t(`desktop.${kind}.again`), other],
      defaultId: kind === 'pageCrash' ? 0 : 1,
      cancelId: 1,
      noLink: true,
    });
    isAsking = false;
    if (window.isDestroyed()) return;
    const isGone = failedSince;
    failedSince = false;
    if (response === 0) {
      guard.forgive();
      // One that hangs does not hear a wish to load anew before it is ended.
      if (kind === 'pageHangs' && !isGone) contents.forcefullyCrashRenderer();
      else contents.reload();
    } else if (kind === 'pageCrash') window.close();
    else if (isGone) await ask('pageCrash');
  }

  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    const keeps = guard.crashed(performance.now()) === 'enough';
    options.onCrash(keeps);
    if (keeps) void ask('pageCrash');
    else contents.reload();
  });
  window.on('unresponsive', () => void ask('pageHangs'));
}

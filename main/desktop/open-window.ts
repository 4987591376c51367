import { BrowserWindow, screen } from 'electron';
import { bridgeChannels } from '../../shared/port/bridge-channels.ts';
import type { EngineEvent } from '../../shared/contract/index.ts';
import type { Answer } from '../../shared/port/index.ts';
import { isTrustedSender, pageAddress, windowPreferences } from './policy.ts';
import { placeWindow, readWindowState, writeWindowState } from './window-state.ts';

export interface WindowOptions {
  preload: string;
  /** File that keeps where the window was. */
  statePath: string;
  call(name: unknown, input: unknown): Promise<Answer>;
  /** The page has loaded, for the first time or anew. */
  onLoaded(): void;
}

export interface PageWindow {
  sendEvent(event: EngineEvent): void;
  /** Loads the page anew, so that it asks for everything anew. */
  reload(): void;
  focus(): void;
  isFocused(): boolean;
}

/** Opens the window with our page. */
export function openWindow(options: WindowOptions): PageWindow {
  const state = readWindowState(options.statePath);
  const screens = screen.getAllDisplays().map((display) => display.workArea);
  const window = new BrowserWindow({
    ...placeWindow(state, screens),
    minWidth: 640,
    minHeight: 480,
    show: false,
    title: '나루',
    autoHideMenuBar: true,
    webPreferences: { ...windowPreferences, preload: options.preload },
  });
  const contents = window.webContents;
  // Bound to this window: no other contents can reach the handler.
  contents.ipc.handle(bridgeChannels.call, (event, name: unknown, input: unknown) => {
    if (!isTrustedSender(event.senderFrame)) throw new Error('refused');
    return options.call(name, input);
  });
  contents.on('did-finish-load', () => options.onLoaded());
  contents.on('render-process-gone', () => contents.reload());
  window.once('ready-to-show', () => {
    if (state?.maximized === true) window.maximize();
    window.show();
  });
  window.on('close', () => {
    writeWindowState(options.statePath, {
      bounds: window.getNormalBounds(),
      maximized: window.isMaximized(),
    });
  });
  void window.loadURL(pageAddress);

  return {
    sendEvent(event) {
      if (!window.isDestroyed()) contents.send(bridgeChannels.event, event);
    },
    reload() {
      if (!window.isDestroyed()) contents.reload();
    },
    isFocused: () => !window.isDestroyed() && window.isFocused(),
    focus() {
      if (window.isDestroyed()) return;
      if (window.isMinimized()) window.restore();
      window.focus();
    },
  };
}

import { EventEmitter } from 'node:events';
import { FakeChild } from './utility-process.ts';

/**
 * Stands in for Electron where its binary is not: records what the host asks for, so that the
 * thin shell over the pure policy can be tested. What a host must not use is not there.
 */

// Electron's own addition to the process.
Object.assign(process, { resourcesPath: '/fake/resources' });

/** In order, what was called and with what. */
export const record: { name: string; args: unknown[] }[] = [];

function note(name: string, ...args: unknown[]): void {
  record.push({ name, args });
}

class FakeApp extends EventEmitter {
  getVersion(): string {
    return '0.1.0';
  }
  lock = true;
  ready = Promise.withResolvers<void>();
  setPath(name: string, path: string): void {
    note('setPath', name, path);
  }
  getPath(name: string): string {
    return this.folder === '' ? `/fake/${name}` : this.folder;
  }
  folder = '';
  requestSingleInstanceLock(): boolean {
    note('requestSingleInstanceLock');
    return this.lock;
  }
  releaseSingleInstanceLock(): void {
    this.lock = false;
  }
  enableSandbox(): void {
    note('enableSandbox');
  }
  setAppUserModelId(id: string): void {
    note('setAppUserModelId', id);
  }
  whenReady(): Promise<void> {
    note('whenReady');
    return this.ready.promise;
  }
  locale = 'ko-KR';
  getLocale(): string {
    return this.locale;
  }
  quit(): void {
    note('quit');
  }
  isPackaged = true;
  login = { openAtLogin: false, wasOpenedAtLogin: false };
  setLoginItemSettings(settings: { openAtLogin: boolean }): void {
    note('setLoginItemSettings', settings);
    this.login.openAtLogin = settings.openAtLogin;
  }
  getLoginItemSettings(): { openAtLogin: boolean; wasOpenedAtLogin: boolean } {
    return this.login;
  }
}

class FakeSession {
  rules = 'DIRECT';
  async resolveProxy(origin: string): Promise<string> {
    note('resolveProxy', origin);
    return this.rules;
  }
  handlers = new Map<string, (...args: never[]) => unknown>();
  protocol = {
    handle: (scheme: string, handler: (...args: never[]) => unknown): void => {
      this.handlers.set(`protocol ${scheme}`, handler);
    },
  };
  webRequest = {
    onBeforeRequest: (handler: (...args: never[]) => unknown): void => {
      this.handlers.set('beforeRequest', handler);
    },
  };
  setPermissionRequestHandler(handler: (...args: never[]) => unknown): void {
    this.handlers.set('permissionRequest', handler);
  }
  setPermissionCheckHandler(handler: (...args: never[]) => unknown): void {
    this.handlers.set('permissionCheck', handler);
  }
  setDevicePermissionHandler(handler: (...args: never[]) => unknown): void {
    this.handlers.set('device', handler);
  }
  setDisplayMediaRequestHandler(handler: (...args: never[]) => unknown): void {
    this.handlers.set('displayMedia', handler);
  }
}

export class FakeContents extends EventEmitter {
  invocable = new Map<string, (...args: unknown[]) => unknown>();
  sent: { channel: string; message: unknown }[] = [];
  reloads = 0;
  openHandler: ((details: { url: string }) => { action: string }) | null = null;
  ipc = {
    handle: (channel: string, handler: (...args: unknown[]) => unknown): void => {
      this.invocable.set(channel, handler);
    },
  };
  send(channel: string, message: unknown): void {
    this.sent.push({ channel, message });
    this.emit('sent');
  }
  reload(): void {
    this.reloads += 1;
    this.emit('reloaded');
  }
  forcefullyCrashRenderer(): void {
    note('forcefullyCrashRenderer');
  }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler;
  }
}

export class BrowserWindow extends EventEmitter {
  static opened: BrowserWindow[] = [];
  webContents = new FakeContents();
  address = '';
  focused = 0;
  hidden = 0;
  gone = false;
  shown = false;
  readonly options: Record<string, unknown>;
  constructor(options: Record<string, unknown>) {
    super();
    this.options = options;
    BrowserWindow.opened.push(this);
    note('BrowserWindow', options);
    app.emit('web-contents-created', {}, this.webContents);
  }
  async loadURL(address: string): Promise<void> {
    this.address = address;
  }
  isDestroyed(): boolean {
    return this.gone;
  }
  inFront = false;
  isFocused(): boolean {
    return this.inFront;
  }
  isMinimized(): boolean {
    return false;
  }
  isMaximized(): boolean {
    return false;
  }
  bounds: object = { x: 10, y: 20, width: 900, height: 700 };
  getNormalBounds(): object {
    return this.bounds;
  }
  setBounds(bounds: object): void {
    this.bounds = bounds;
  }
  hide(): void {
    this.shown = false;
    this.hidden += 1;
  }
  /** As a person closes it: what listens may keep it. */
  close(): void {
    let isKept = false;
    this.emit('close', {
      preventDefault() {
        isKept = true;
      },
    });
    if (isKept) return;
    this.gone = true;
    app.emit('window-all-closed');
  }
  maximize(): void {
    note('maximize');
  }
  restore(): void {
    note('restore');
  }
  show(): void {
    this.shown = true;
  }
  focus(): void {
    this.focused += 1;
  }
}

export class Notification extends EventEmitter {
  static shown: Notification[] = [];
  static isSupported(): boolean {
    return true;
  }
  readonly options: { title: string; body: string; timeoutType?: string };
  constructor(options: { title: string; body: string; timeoutType?: string }) {
    super();
    this.options = options;
  }
  show(): void {
    Notification.shown.push(this);
  }
}

export const app = new FakeApp();
export const net = {
  fetch: async (): Promise<Response> => {
    throw new Error('no network in the fake');
  },
};
export const session = { defaultSession: new FakeSession() };
export const screen = {
  displays: [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }] as object[],
  getAllDisplays: (): object[] => screen.displays,
  events: new EventEmitter(),
  on: (name: string, listener: (...args: unknown[]) => void): void => {
    screen.events.on(name, listener);
  },
};
export const powerMonitor = new EventEmitter();
export const autoUpdater = new EventEmitter();
export const dialog = {
  /** What the person chooses. */
  response: 0,
  filePaths: [] as string[],
  async showMessageBox(_window: unknown, options: object): Promise<{ response: number }> {
    note('showMessageBox', options);
    return { response: dialog.response };
  },
  async showOpenDialog(options: object): Promise<{ filePaths: string[] }> {
    note('showOpenDialog', options);
    return { filePaths: dialog.filePaths };
  },
};

/** An item of a menu, as its template has it. */
export interface FakeItem {
  label?: string;
  enabled?: boolean;
  role?: string;
  accelerator?: string;
  click?: () => void;
  submenu?: FakeItem[];
}

export class Tray extends EventEmitter {
  static shown: Tray[] = [];
  image: string;
  tooltip = '';
  menu: FakeItem[] = [];
  isGone = false;
  constructor(image: string) {
    super();
    this.image = image;
    Tray.shown.push(this);
  }
  setImage(image: string): void {
    this.image = image;
  }
  setToolTip(tooltip: string): void {
    this.tooltip = tooltip;
  }
  setContextMenu(menu: { items: FakeItem[] }): void {
    this.menu = menu.items;
  }
  destroy(): void {
    this.isGone = true;
  }
}
export const protocol = {
  registerSchemesAsPrivileged: (schemes: unknown): void => {
    note('registerSchemesAsPrivileged', schemes);
  },
};
export const shell = {
  openExternal: async (address: string): Promise<void> => {
    note('openExternal', address);
  },
};
export const Menu = {
  application: [] as FakeItem[],
  setApplicationMenu: (menu: { items: FakeItem[] }): void => {
    Menu.application = menu.items;
  },
  buildFromTemplate: (items: FakeItem[]): { items: FakeItem[]; popup(): void } => ({
    items,
    popup: () => note('popup', items),
  }),
};
/** A system without a keychain. */
export const safeStorage = {
  isAsyncEncryptionAvailable: (): Promise<boolean> => Promise.resolve(false),
  getSelectedStorageBackend: (): 'unknown' => 'unknown',
  encryptStringAsync: (): Promise<Buffer> => Promise.reject(new Error('no keychain')),
  decryptStringAsync: (): Promise<never> => Promise.reject(new Error('no keychain')),
};

export const utilityProcess = {
  children: [] as FakeChild[],
  fork(entry: string, args: readonly string[]): FakeChild {
    const child = new FakeChild();
    utilityProcess.children.push(child);
    note('fork', entry, args);
    return child;
  },
};

import { EventEmitter } from 'node:events';
import { FakeChild } from './utility-process.ts';

/**
 * Stands in for Electron where its binary is not: records what the host asks for, so that the
 * thin shell over the pure policy can be tested. What a host must not use is not there.
 */

/** In order, what was called and with what. */
export const record: { name: string; args: unknown[] }[] = [];

function note(name: string, ...args: unknown[]): void {
  record.push({ name, args });
}

class FakeApp extends EventEmitter {
  isPackaged = false;
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
}

class FakeSession {
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
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler;
  }
}

export class BrowserWindow extends EventEmitter {
  static opened: BrowserWindow[] = [];
  webContents = new FakeContents();
  address = '';
  focused = 0;
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
    return false;
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
  getNormalBounds(): object {
    return { x: 10, y: 20, width: 900, height: 700 };
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
  readonly options: { title: string; body: string };
  constructor(options: { title: string; body: string }) {
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
  getAllDisplays: (): object[] => [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }],
};
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
  setApplicationMenu: (menu: unknown): void => {
    note('setApplicationMenu', menu);
  },
  buildFromTemplate: (template: unknown): unknown => template,
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

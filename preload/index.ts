import { contextBridge, ipcRenderer } from 'electron';
import type { NaruBridge } from '../shared/port/bridge.ts';
import { bridgeChannels } from '../shared/port/bridge-channels.ts';

/** All that the page is given: neither Electron nor an event of its own reaches it. */
const bridge: NaruBridge = {
  call: (name, input) => ipcRenderer.invoke(bridgeChannels.call, name, input),
  subscribe(handler) {
    const listener = (_event: unknown, message: unknown): void => handler(message);
    ipcRenderer.on(bridgeChannels.event, listener);
    return () => {
      ipcRenderer.off(bridgeChannels.event, listener);
    };
  },
};

contextBridge.exposeInMainWorld('naru', bridge);

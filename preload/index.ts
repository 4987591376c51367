import { contextBridge, ipcRenderer } from 'electron';
import type { NaruBridge } from '../shared/port/bridge.ts';
import { bridgeChannels } from '../shared/port/bridge-channels.ts';

function subscribeTo(channel: string): NaruBridge['subscribe'] {
  return (handler) => {
    const listener = (_event: unknown, message: unknown): void => handler(message);
    ipcRenderer.on(channel, listener);
    return () => {
      ipcRenderer.off(channel, listener);
    };
  };
}

/** All that the page is given: neither Electron nor an event of its own reaches it. */
const bridge: NaruBridge = {
  call: (name, input) => ipcRenderer.invoke(bridgeChannels.call, name, input),
  subscribe: subscribeTo(bridgeChannels.event),
  host: {
    call: (name, input) => ipcRenderer.invoke(bridgeChannels.hostCall, name, input),
    subscribe: subscribeTo(bridgeChannels.hostEvent),
  },
};

contextBridge.exposeInMainWorld('naru', bridge);

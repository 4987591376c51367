import { createPort, type Port } from '../../shared/port/index.ts';

/** What a port needs of either end of a `child_process.fork`. */
export interface IpcEnd {
  readonly connected: boolean;
  send?(message: unknown, callback: (error: Error | null) => void): boolean;
  disconnect?(): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'disconnect', listener: () => void): unknown;
}

/** A port over Node's own channel between a parent and a child process. */
export function ipcPort(ipc: IpcEnd): Port {
  const end = createPort({
    send(message) {
      // A send that fails means the other side is gone; `disconnect` says so too.
      if (ipc.connected) ipc.send?.(message, () => undefined);
    },
    close() {
      if (ipc.connected) ipc.disconnect?.();
    },
  });
  ipc.on('message', (message) => end.deliver(message));
  ipc.on('disconnect', () => end.ended());
  return end.port;
}

/** What a port needs of `process.parentPort` in an Electron utility process. */
export interface ParentPortLike {
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  postMessage(message: unknown): void;
}

/** A port to the Electron host; it lives as long as its process. */
export function parentPort(parent: ParentPortLike): Port {
  const end = createPort({
    send: (message) => parent.postMessage(message),
    close: () => undefined,
  });
  parent.on('message', (event) => end.deliver(event.data));
  return end.port;
}

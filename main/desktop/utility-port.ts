import { createPort, type Port } from '../../shared/port/index.ts';

/** What a port needs of an Electron utility process, seen from its host. */
export interface UtilityProcessLike {
  postMessage(message: unknown): void;
  kill(): boolean;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
}

/** A port to a utility process; it closes when the process ends. */
export function utilityPort(child: UtilityProcessLike): Port {
  const end = createPort({
    send: (message) => child.postMessage(message),
    close: () => child.kill(),
  });
  child.on('message', (message) => end.deliver(message));
  child.on('exit', () => end.ended());
  return end.port;
}

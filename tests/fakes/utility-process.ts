import { EventEmitter } from 'node:events';

/** Both ends of Electron's line to a utility process: messages are cloned and come later. */
export function fakeUtilityProcess(): { child: FakeChild; parent: FakeParentPort } {
  const child = new FakeChild();
  const parent = new FakeParentPort();
  child.toChild = (message) => parent.emit('message', { data: message, ports: [] });
  parent.toHost = (message) => child.emit('message', message);
  return { child, parent };
}

/** As `UtilityProcess` in the host. */
export class FakeChild extends EventEmitter {
  toChild: (message: unknown) => void = () => undefined;
  killed = false;

  postMessage(message: unknown): void {
    const sent = structuredClone(message);
    setImmediate(() => {
      if (!this.killed) this.toChild(sent);
    });
  }

  kill(): boolean {
    if (this.killed) return false;
    this.killed = true;
    setImmediate(() => this.emit('exit', 0));
    return true;
  }
}

/** As `process.parentPort` in the utility process. */
export class FakeParentPort extends EventEmitter {
  toHost: (message: unknown) => void = () => undefined;

  postMessage(message: unknown): void {
    const sent = structuredClone(message);
    setImmediate(() => this.toHost(sent));
  }
}

import { createPort, type Port } from './port.ts';

/** Two ends of one line inside a process; what is posted travels as a copy, as over a wire. */
export function memoryPorts(): [Port, Port] {
  const first = createPort({
    send: (message) => later(() => second.deliver(copy(message))),
    close: () => later(() => second.ended()),
  });
  const second = createPort({
    send: (message) => later(() => first.deliver(copy(message))),
    close: () => later(() => first.ended()),
  });
  return [first.port, second.port];
}

function copy(message: unknown): unknown {
  return JSON.parse(JSON.stringify(message));
}

function later(task: () => void): void {
  void Promise.resolve().then(task);
}

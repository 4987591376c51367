/**
 * A two-way line between a face and the engine, whatever carries it. A message is plain data
 * (what survives JSON) and arrives in the order it was posted.
 */
export interface Port {
  /** Does nothing once the port has closed. */
  post(message: unknown): void;
  /** Messages that came before the first handler are kept for it. */
  onMessage(handler: (message: unknown) => void): void;
  /** Called once; at once where the port has closed already. */
  onClose(handler: () => void): void;
  close(): void;
}

/** What carries a port's messages. */
export interface Wire {
  send(message: unknown): void;
  close(): void;
}

export interface PortEnd {
  port: Port;
  /** To be called by the wire for each message that arrives. */
  deliver(message: unknown): void;
  /** To be called by the wire when it has ended. */
  ended(): void;
}

/** The part all ports have in common: handlers, messages kept for them, closing once. */
export function createPort(wire: Wire): PortEnd {
  const messageHandlers: ((message: unknown) => void)[] = [];
  const closeHandlers: (() => void)[] = [];
  let early: unknown[] = [];
  let open = true;

  function ended(): void {
    if (!open) return;
    open = false;
    early = [];
    for (const handler of closeHandlers) handler();
  }

  return {
    port: {
      post(message) {
        if (open) wire.send(message);
      },
      onMessage(handler) {
        messageHandlers.push(handler);
        const kept = early;
        early = [];
        for (const message of kept) handler(message);
      },
      onClose(handler) {
        if (open) closeHandlers.push(handler);
        else handler();
      },
      close() {
        if (!open) return;
        wire.close();
        ended();
      },
    },
    deliver(message) {
      if (!open) return;
      if (messageHandlers.length === 0) early.push(message);
      for (const handler of messageHandlers) handler(message);
    },
    ended,
  };
}

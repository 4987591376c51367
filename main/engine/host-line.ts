import type { Port } from '../../shared/port/index.ts';
import {
  hintSchema,
  proxyAnswerSchema,
  type HostHint,
  type ProxyQuestion,
} from '../../shared/port/host-line.ts';

/** The host that started the engine's process, as far as it knows what the engine cannot. */
export interface HostLine {
  /** Returns what ends it. */
  onHint(handler: (hint: HostHint) => void): () => void;
  /**
   * Which proxies the system has for an origin, as a PAC file says it; `null` where the host has no
   * access to the system's settings. Rejects where it does not answer.
   */
  resolveProxy: ((origin: string) => Promise<string>) | null;
}

/** A PAC file may have to be fetched first, in milliseconds. */
const answerMs = 10_000;

/** @param knowsProxies whether the host answers questions about proxies */
export function openHostLine(port: Port, knowsProxies: boolean): HostLine {
  const handlers = new Set<(hint: HostHint) => void>();
  const open = new Map<number, (rules: string | null) => void>();
  let lastId = 0;

  port.onMessage((message) => {
    const hint = hintSchema.safeParse(message);
    if (hint.success) {
      for (const handler of handlers) handler(hint.data.hint);
      return;
    }
    const answer = proxyAnswerSchema.safeParse(message);
    if (answer.success) open.get(answer.data.id)?.(answer.data.rules);
  });

  function ask(origin: string): Promise<string> {
    lastId += 1;
    const id = lastId;
    return new Promise((resolve, reject) => {
      const end = (rules: string | null): void => {
        clearTimeout(timer);
        open.delete(id);
        if (rules === null) reject(new Error('the system did not tell its proxies'));
        else resolve(rules);
      };
      const timer = setTimeout(() => end(null), answerMs);
      open.set(id, end);
      port.post({ kind: 'proxy?', id, origin } satisfies ProxyQuestion);
    });
  }

  return {
    onHint(handler) {
      handlers.add(handler);
      return () => void handlers.delete(handler);
    },
    resolveProxy: knowsProxies ? ask : null,
  };
}

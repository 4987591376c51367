import type { Port } from '../../shared/port/index.ts';
import {
  proxyQuestionSchema,
  type Hint,
  type HostHint,
  type ProxyAnswer,
} from '../../shared/port/host-line.ts';

/** The host's end of the line to the engine's process, whichever process that is at the moment. */
export interface HostEnd {
  attach(engine: Port): void;
  hint(hint: HostHint): void;
}

/**
 * @param resolveProxy asks the system, or its PAC file, for the proxies of an origin
 */
export function openHostEnd(resolveProxy: (origin: string) => Promise<string>): HostEnd {
  let engine: Port | null = null;
  return {
    attach(port) {
      engine = port;
      port.onMessage((message) => {
        const asked = proxyQuestionSchema.safeParse(message);
        if (!asked.success) return;
        const { id, origin } = asked.data;
        const answer = (rules: string | null): void =>
          port.post({ kind: 'proxy', id, rules } satisfies ProxyAnswer);
        resolveProxy(origin).then(answer, () => answer(null));
      });
      port.onClose(() => {
        if (engine === port) engine = null;
      });
    },
    hint: (hint) => engine?.post({ kind: 'hint', hint } satisfies Hint),
  };
}

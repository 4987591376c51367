import type { EngineClient } from '../contract/index.ts';
import type { Problem } from '../errors.ts';
import { connectEngine } from './connect-engine.ts';
import { answerSchema, requestSchema } from './messages.ts';
import { createPort } from './port.ts';

/**
 * What the preload gives to the page as `window.naru`. Failures come back as data, because an
 * error that crosses from the preload to the page keeps nothing but its message.
 */
export interface NaruBridge {
  /** Resolves to `{ ok: true, value }` or `{ ok: false, problem }`. */
  call(name: string, input: unknown): Promise<unknown>;
  /** Returns a function that ends the subscription. */
  subscribe(handler: (event: unknown) => void): () => void;
  /** The same to the desktop host itself: tray, menus, files, what is set for this computer. */
  host: Omit<NaruBridge, 'host'>;
}

/** The engine as seen through `window.naru`. */
export function connectBridge(bridge: Omit<NaruBridge, 'host'>): EngineClient {
  const end = createPort({ send: (message) => void forward(message), close: () => undefined });

  async function forward(message: unknown): Promise<void> {
    const { id, call, input } = requestSchema.parse(message);
    end.deliver(await ask(id, call, input));
  }

  async function ask(id: number, call: string, input: unknown): Promise<unknown> {
    const failed = (problem: Problem): unknown => ({ kind: 'answer', id, ok: false, problem });
    try {
      const result = await bridge.call(call, input);
      // The host numbers its own requests; this one's number is ours.
      const answer = answerSchema.safeParse(Object.assign({}, result, { kind: 'answer', id }));

      return answer.success ? answer.data : failed({ code: 'internal', params: { detail: call } });
    } catch {
      return failed({ code: 'engine-stopped', params: {} });
    }
  }

  const client = connectEngine(end.port);
  bridge.subscribe((event) => end.deliver({ kind: 'event', event }));
  return client;
}

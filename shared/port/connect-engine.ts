import type { CallName, CallOutput, EngineClient, EngineEvent } from '../contract/index.ts';
import { NaruError } from '../errors.ts';
import { callSchemas } from './call-schemas.ts';
import { type Answer, fromEngineSchema, type Request } from './messages.ts';
import type { Port } from './port.ts';

/**
 * The engine as seen through a port. Calls that are open when the port closes, and those made
 * later, are rejected with `engine-stopped`; whether their work was done is then not known.
 */
export function connectEngine(port: Port): EngineClient {
  const pending = new Map<number, (answer: Answer) => void>();
  const subscribers = new Set<(event: EngineEvent) => void>();
  let fatal: EngineEvent | null = null;
  let lastId = 0;
  let open = true;

  port.onMessage((message) => {
    const parsed = fromEngineSchema.safeParse(message);
    if (!parsed.success || parsed.data.kind === 'ready') return;
    if (parsed.data.kind === 'answer') {
      const settle = pending.get(parsed.data.id);
      pending.delete(parsed.data.id);
      settle?.(parsed.data);
      return;
    }
    const { event } = parsed.data;
    if (event.topic === 'fatal') fatal = event;
    for (const subscriber of subscribers) subscriber(event);
  });

  port.onClose(() => {
    open = false;
    const unanswered = [...pending];
    pending.clear();
    for (const [id, settle] of unanswered) {
      settle({ kind: 'answer', id, ok: false, problem: { code: 'engine-stopped', params: {} } });
    }
  });

  return {
    async call(name, input) {
      if (!open) throw new NaruError('engine-stopped');
      lastId += 1;
      const id = lastId;
      const answer = await new Promise<Answer>((resolve) => {
        pending.set(id, resolve);
        port.post({ kind: 'request', id, call: name, input } satisfies Request);
      });
      if (!answer.ok) throw new NaruError(answer.problem.code, answer.problem.params);
      return readOutput(name, answer.value);
    },
    subscribe(handler) {
      // One function subscribed twice is two subscriptions.
      const subscriber = (event: EngineEvent): void => handler(event);
      subscribers.add(subscriber);
      // A start that failed is not missed by a face that listens a moment later.
      if (fatal !== null) handler(fatal);
      return () => {
        subscribers.delete(subscriber);
      };
    },
  };
}

function readOutput<Name extends CallName>(name: Name, value: unknown): CallOutput<Name> {
  const parsed = callSchemas[name].output.safeParse(value);
  if (!parsed.success) throw new NaruError('internal', { detail: name }, parsed.error);
  return parsed.data;
}

import type { EngineEvent } from '../../shared/contract/index.ts';
import type { Problem } from '../../shared/errors.ts';
import {
  type Answer,
  createPort,
  fromEngineSchema,
  type Port,
  type Request,
} from '../../shared/port/index.ts';

/** A window as a face of the engine. */
export interface WindowFace {
  port: Port;
  /** Resolves to the engine's answer; never rejects. */
  call(name: unknown, input: unknown): Promise<Answer>;
  /** Tells a page that has just loaded that the engine failed before. */
  repeatFailure(): void;
}

export function createWindowFace(sendEvent: (event: EngineEvent) => void): WindowFace {
  const open = new Map<number, (answer: Answer) => void>();
  let failure: EngineEvent | null = null;
  let closed = false;
  let lastId = 0;

  const end = createPort({
    send(message) {
      const parsed = fromEngineSchema.safeParse(message);
      if (!parsed.success || parsed.data.kind === 'ready') return;
      if (parsed.data.kind === 'answer') {
        open.get(parsed.data.id)?.(parsed.data);
        open.delete(parsed.data.id);
        return;
      }
      if (parsed.data.event.topic === 'fatal') failure = parsed.data.event;
      sendEvent(parsed.data.event);
    },
    close: () => undefined,
  });
  end.port.onClose(() => {
    closed = true;
    const problem: Problem = { code: 'engine-stopped', params: {} };
    for (const [id, settle] of open) settle(fail(id, problem));
    open.clear();
    failure = { topic: 'fatal', problem };
    sendEvent(failure);
  });

  return {
    port: end.port,
    async call(name, input) {
      lastId += 1;
      const id = lastId;
      if (typeof name !== 'string') return fail(id, { code: 'unknown-call', params: { name: '' } });
      if (closed) return fail(id, { code: 'engine-stopped', params: {} });
      return new Promise((resolve) => {
        open.set(id, resolve);
        end.deliver({ kind: 'request', id, call: name, input } satisfies Request);
      });
    },
    repeatFailure() {
      if (failure !== null) sendEvent(failure);
    },
  };
}

function fail(id: number, problem: Problem): Answer {
  return { kind: 'answer', id, ok: false, problem };
}

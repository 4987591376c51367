import type { Problem } from '../errors.ts';
import {
  type Answer,
  type EventMessage,
  fromEngineSchema,
  type Request,
  requestSchema,
} from './messages.ts';
import { beyondBounds, isBeyondBounds } from './bounds.ts';
import type { Port } from './port.ts';

/** Lets many faces share one engine; stays while engines come and go. */
export interface Relay {
  /** Connects a face; it is told at once when the engine has failed for good. */
  addFace(face: Port): void;
  /**
   * The engine that answers from now on. When its port closes, every face's port is closed: a
   * face that connects anew asks for everything anew.
   */
  setEngine(engine: Port): void;
  /** The engine will not come: every call is answered with this problem. */
  fail(problem: Problem): void;
}

/**
 * Passes requests to the engine and answers and events back, each to where it belongs. Contents
 * are the engine's to judge; here only the envelope is read. While no engine is there, requests
 * wait for the next one.
 */
export function createRelay(): Relay {
  const faces = new Set<Port>();
  const open = new Map<number, { face: Port; id: number }>();
  let waiting: Request[] = [];
  let engine: Port | null = null;
  let failure: Problem | null = null;
  let lastId = 0;

  function fromFace(face: Port, message: unknown): void {
    const parsed = requestSchema.safeParse(message);
    if (!parsed.success) return;
    const { id, call, input } = parsed.data;
    const problem = failure ?? (isBeyondBounds(input) ? beyondBounds(call) : null);
    if (problem !== null) {
      face.post({ kind: 'answer', id, ok: false, problem } satisfies Answer);
      return;
    }
    lastId += 1;
    open.set(lastId, { face, id });
    const request = { ...parsed.data, id: lastId };
    if (engine === null) waiting.push(request);
    else engine.post(request);
  }

  function fromEngine(message: unknown): void {
    const parsed = fromEngineSchema.safeParse(message);
    if (!parsed.success || parsed.data.kind === 'ready') return;
    if (parsed.data.kind === 'event') {
      for (const face of faces) face.post(parsed.data);
      return;
    }
    const asked = open.get(parsed.data.id);
    open.delete(parsed.data.id);
    asked?.face.post({ ...parsed.data, id: asked.id });
  }

  return {
    addFace(face) {
      faces.add(face);
      face.onMessage((message) => fromFace(face, message));
      face.onClose(() => {
        faces.delete(face);
        for (const [id, asked] of open) if (asked.face === face) open.delete(id);
        waiting = waiting.filter((request) => open.has(request.id));
      });
      if (failure !== null) face.post(fatal(failure));
    },
    setEngine(port) {
      // Faces that were told of a failure start over.
      if (failure !== null) for (const face of faces) face.close();
      engine = port;
      failure = null;
      port.onMessage(fromEngine);
      port.onClose(() => {
        if (engine !== port) return;
        engine = null;
        for (const face of faces) face.close();
      });
      for (const request of waiting.splice(0)) port.post(request);
    },
    fail(problem) {
      failure = problem;
      waiting = [];
      for (const [id, asked] of open) {
        asked.face.post({ kind: 'answer', id: asked.id, ok: false, problem } satisfies Answer);
        open.delete(id);
      }
      for (const face of faces) face.post(fatal(problem));
    },
  };
}

function fatal(problem: Problem): EventMessage {
  return { kind: 'event', event: { topic: 'fatal', problem } };
}

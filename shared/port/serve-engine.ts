import type { z } from 'zod';
import type { CallArgument, CallName, CallOutput, EngineEvent } from '../contract/index.ts';
import { NaruError, type Problem } from '../errors.ts';
import { beyondBounds, isBeyondBounds } from './bounds.ts';
import { callSchemas, isCallName } from './call-schemas.ts';
import { type Answer, type EventMessage, requestSchema } from './messages.ts';
import type { Port } from './port.ts';

/** One function for each call of the contract; it is given input that has been validated. */
export type CallHandlers = {
  [Name in CallName]: (input: CallArgument<Name>) => CallOutput<Name> | Promise<CallOutput<Name>>;
};

export interface Service {
  handlers: CallHandlers;
  /** Returns a function that ends the subscription. */
  subscribe(handler: (event: EngineEvent) => void): () => void;
  /** Is told of errors whose cause must not reach a face. */
  report?: (error: unknown, call: string) => void;
}

/** Answers the requests that come in at a port and posts every event of the engine to it. */
export function serveEngine(port: Port, service: Service): void {
  port.onMessage((message) => {
    const request = requestSchema.safeParse(message);
    // A message that is no request has no sender who could be answered.
    if (!request.success) return;
    const { id, call, input } = request.data;
    void answer(service, call, input).then(
      (value) => port.post({ kind: 'answer', id, ok: true, value } satisfies Answer),
      (error: unknown) =>
        port.post({
          kind: 'answer',
          id,
          ok: false,
          problem: problemOf(error, call, service.report),
        } satisfies Answer),
    );
  });
  const end = service.subscribe((event) =>
    port.post({ kind: 'event', event } satisfies EventMessage),
  );
  port.onClose(end);
}

async function answer(service: Service, call: string, input: unknown): Promise<unknown> {
  if (!isCallName(call)) throw new NaruError('unknown-call', { name: call });
  return perform(service.handlers, call, input);
}

async function perform<Name extends CallName>(
  handlers: CallHandlers,
  name: Name,
  input: unknown,
): Promise<CallOutput<Name>> {
  if (isBeyondBounds(input)) throw new NaruError('wrong-input', beyondBounds(name).params);
  const parsed = callSchemas[name].input.safeParse(input);
  if (!parsed.success) throw wrongInput(parsed.error);
  const value = await handlers[name](parsed.data);
  return callSchemas[name].output.parse(value);
}

function wrongInput(error: z.ZodError): NaruError {
  const [issue] = error.issues;
  const field = inShort(pathText(issue?.path ?? []));
  const message = inShort(issue?.message ?? '');
  return new NaruError('wrong-input', {
    field,
    detail: field === '' ? message : `${field}: ${message}`,
  });
}

/** Most letters of what was wrong that a refusal repeats. */
const longestEcho = 300;

/** What was thrown in is not thrown back: names of keys are as long as a caller makes them. */
function inShort(text: string): string {
  return text.length <= longestEcho ? text : `${text.slice(0, longestEcho).toWellFormed()}…`;
}

/** `['ids', 0, 'x']` → `ids[0].x` */
function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) =>
      typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${String(key)}`,
    )
    .join('');
}

function problemOf(error: unknown, call: string, report: Service['report']): Problem {
  if (error instanceof NaruError) return error.problem;
  report?.(error, call);
  return { code: 'internal', params: { detail: call } };
}

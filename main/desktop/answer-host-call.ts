import type { z } from 'zod';
import {
  hostCalls,
  type HostAnswer,
  type HostArgument,
  type HostCallName,
  type HostOutput,
} from '../../shared/desktop/host-calls.ts';
import { NaruError, type Problem } from '../../shared/errors.ts';

/** One function for each call of the page to the host. */
export type HostHandlers = {
  [Name in HostCallName]: (
    input: HostArgument<Name>,
  ) => HostOutput<Name> | Promise<HostOutput<Name>>;
};

/** Answers what the page asks of the host; whatever it is, the answer is data. Never rejects. */
export async function answerHostCall(
  handlers: HostHandlers,
  name: unknown,
  input: unknown,
): Promise<HostAnswer> {
  // Whatever else comes is not to be asked for its text.
  const said = typeof name === 'string' ? name.slice(0, 100) : '';
  try {
    if (!isHostCall(name)) throw new NaruError('unknown-call', { name: said });
    return { ok: true, value: await perform(handlers, name, input) };
  } catch (error) {
    const problem: Problem =
      error instanceof NaruError ? error.problem : { code: 'internal', params: { detail: said } };
    return { ok: false, problem };
  }
}

/** The schemas by name, so that what a handler is given is known to be its own input. */
const schemas: {
  [Name in HostCallName]: { input: z.ZodType<HostArgument<Name>> };
} = hostCalls;

async function perform<Name extends HostCallName>(
  handlers: HostHandlers,
  name: Name,
  input: unknown,
): Promise<HostOutput<Name>> {
  const parsed = schemas[name].input.safeParse(input);
  if (!parsed.success) throw new NaruError('wrong-input', { detail: name });
  return handlers[name](parsed.data);
}

function isHostCall(name: unknown): name is HostCallName {
  return typeof name === 'string' && Object.hasOwn(hostCalls, name);
}

import type { CallOutput } from '../../../shared/contract/index.ts';
import { updateCalls, type UpdateCallName } from '../../../shared/contract/updates.ts';
import { NaruError, type Problem } from '../../../shared/errors.ts';
import { callSchemas } from '../../../shared/port/call-schemas.ts';
import type { Answer, CallHandlers } from '../../../shared/port/index.ts';

type Handlers = Pick<CallHandlers, UpdateCallName>;

/**
 * Answers a call that is the host's, checked by the contract both ways as the engine does.
 * @returns `null` for a call of the engine's
 */
export function answerInHost(
  handlers: Handlers,
  name: unknown,
  input: unknown,
): Promise<Answer> | null {
  if (!isOurs(name)) return null;
  return perform(handlers, name, input).then(
    (value): Answer => ({ kind: 'answer', id: 0, ok: true, value }),
    (error: unknown): Answer => ({ kind: 'answer', id: 0, ok: false, problem: problemOf(error) }),
  );
}

function isOurs(name: unknown): name is UpdateCallName {
  return typeof name === 'string' && Object.hasOwn(updateCalls, name);
}

async function perform<Name extends UpdateCallName>(
  handlers: Pick<CallHandlers, Name>,
  name: Name,
  input: unknown,
): Promise<CallOutput<Name>> {
  const parsed = callSchemas[name].input.safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = (issue?.path ?? []).join('.');
    throw new NaruError('wrong-input', { field, detail: issue?.message ?? '' });
  }
  return callSchemas[name].output.parse(await handlers[name](parsed.data));
}

function problemOf(error: unknown): Problem {
  if (error instanceof NaruError) return error.problem;
  return { code: 'internal', params: { detail: 'updates' } };
}

import { useState } from 'react';
import type { z } from 'zod';
import type { Problem } from '../../shared/errors.ts';
import { problemOf } from './session.ts';

export interface FormState<Field extends string> {
  /** Fields whose value was refused by the last check. */
  wrong: ReadonlySet<Field>;
  status: 'idle' | 'saving' | 'saved' | Problem;
}

/**
 * A form over the contract's own schema: it is checked field by field before it goes to the
 * engine, and called saved only once the engine has said so.
 */
export function useForm<Field extends string, Value>(
  fields: readonly Field[],
  schema: z.ZodType<Value>,
  save: (value: Value) => Promise<unknown>,
): {
  state: FormState<Field>;
  /** Checks without saving; `null` where something is wrong. */
  check: (input: unknown) => Value | null;
  submit: (input: unknown) => Promise<boolean>;
  mend: (field: Field) => void;
} {
  const [state, setState] = useState<FormState<Field>>({ wrong: new Set(), status: 'idle' });
  const check = (input: unknown): Value | null => {
    const checked = schema.safeParse(input);
    const wrong = checked.success
      ? []
      : fields.filter((field) => checked.error.issues.some(({ path }) => path[0] === field));
    setState({ wrong: new Set(wrong), status: 'idle' });
    return checked.success ? checked.data : null;
  };
  return {
    state,
    check,
    async submit(input) {
      const value = check(input);
      if (value === null) return false;
      setState({ wrong: new Set(), status: 'saving' });
      const status = await save(value).then(() => 'saved' as const, problemOf);
      setState({ wrong: new Set(), status });
      return status === 'saved';
    },
    mend(field) {
      setState((before) => ({
        wrong: new Set([...before.wrong].filter((other) => other !== field)),
        status: 'idle',
      }));
    },
  };
}

/** The text of a form's field, trimmed. */
export function textOf(data: FormData, field: string): string {
  const value = data.get(field);
  return typeof value === 'string' ? value.trim() : '';
}

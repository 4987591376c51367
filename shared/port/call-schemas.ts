import type { z } from 'zod';
import {
  calls,
  type CallArgument,
  type CallInput,
  type CallName,
  type CallOutput,
} from '../contract/index.ts';

/** The contract, typed so that a call's name leads to its own types. */
export const callSchemas: {
  readonly [Name in CallName]: {
    readonly input: z.ZodType<CallArgument<Name>, CallInput<Name>>;
    readonly output: z.ZodType<CallOutput<Name>>;
  };
} = calls;

export function isCallName(name: string): name is CallName {
  return Object.hasOwn(calls, name);
}

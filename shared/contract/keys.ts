import { z } from 'zod';
import { keyWaySchema } from '../keys.ts';

const nothing = z.strictObject({});
/** As it is typed; what makes a good one is the engine's to say. */
const passphrase = z.string().min(1).max(1000);

export const keyStateSchema = z.strictObject({
  /** `locked`: a passphrase opens it; `choose`: one must be chosen before anything is opened. */
  state: z.enum(['open', 'locked', 'choose']),
  /** Empty where the key lies in plain beside the data. */
  ways: z.array(keyWaySchema),
  /** Of the key at work; `null` while it is locked. */
  fingerprint: z.string().nullable(),
});
export type KeyState = z.output<typeof keyStateSchema>;

export const keyCalls = {
  'keys.get': { input: nothing, output: keyStateSchema },
  /** Opens what is locked. */
  'keys.unlock': { input: z.strictObject({ passphrase }), output: nothing },
  /** Opens what is locked with the recovery code, and sets a new passphrase. */
  'keys.recover': {
    input: z.strictObject({ code: z.string().max(100), passphrase }),
    output: nothing,
  },
  /** The first passphrase, where there is no keychain. */
  'keys.choose': { input: z.strictObject({ passphrase }), output: nothing },
  'keys.setPassphrase': {
    input: z.strictObject({ current: passphrase.nullable(), passphrase }),
    output: nothing,
  },
  /** Whether a passphrase is the one; for a screen that was locked. */
  'keys.check': {
    input: z.strictObject({ passphrase }),
    output: z.strictObject({ right: z.boolean() }),
  },
  /** The only time that the code is told; `current` is the passphrase where one is set. */
  'keys.makeRecoveryCode': {
    input: z.strictObject({ current: passphrase.nullable() }),
    output: z.strictObject({ code: z.string() }),
  },
  'keys.rotate': {
    input: nothing,
    output: z.strictObject({
      fingerprint: z.string(),
      /** Names of databases kept from before that only a key of old opens, or none. */
      stayed: z.array(z.string()),
    }),
  },
  /** The same, as it is now. */
  'keys.keptUnderOther': { input: nothing, output: z.strictObject({ names: z.array(z.string()) }) },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

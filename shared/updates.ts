import { z } from 'zod';
import { problemSchema } from './errors.ts';
import { epochMsSchema } from './time.ts';

/** Which versions an office takes: finished ones, or those before them as well. */
export const updateChannels = ['latest', 'beta'] as const;
export type UpdateChannel = (typeof updateChannels)[number];

export const updateSettingsSchema = z.strictObject({
  /** Folder on a server, with https; empty: no updates are looked for. None is built in. */
  address: z.string().trim().max(1000),
  /** Ed25519, base64 of 32 bytes or SPKI; counts where none is built in. */
  publicKey: z.string().trim().max(400),
  automatic: z.boolean(),
  channel: z.enum(updateChannels),
});
export type UpdateSettings = z.output<typeof updateSettingsSchema>;

export const defaultUpdateSettings: UpdateSettings = {
  address: '',
  publicKey: '',
  automatic: true,
  channel: 'latest',
};

/** Why a version that is ready is not installed now. */
export const updateHolds = ['starting', 'sending', 'draining', 'disk'] as const;
export type UpdateHold = (typeof updateHolds)[number];

export const updateStateSchema = z.discriminatedUnion('is', [
  /** Nothing is looked for: not by this host, not in this installation, or not set up. */
  z.strictObject({
    is: z.literal('off'),
    why: z.enum(['host', 'not-installed', 'no-address', 'no-key']),
  }),
  z.strictObject({ is: z.literal('idle') }),
  z.strictObject({ is: z.literal('looking') }),
  z.strictObject({ is: z.literal('current'), at: epochMsSchema }),
  /** There is one, for other computers first. */
  z.strictObject({ is: z.literal('not-yet'), version: z.string(), at: epochMsSchema }),
  z.strictObject({ is: z.literal('fetching'), version: z.string(), percent: z.number() }),
  z.strictObject({
    is: z.literal('ready'),
    version: z.string(),
    holds: z.array(z.enum(updateHolds)),
    /** Whether ending the program installs it; else only at a person's word. */
    atEnd: z.boolean(),
  }),
  z.strictObject({ is: z.literal('refused'), problem: problemSchema, at: epochMsSchema }),
]);
export type UpdateState = z.output<typeof updateStateSchema>;

export const updateViewSchema = z.strictObject({
  /** The version that runs. */
  version: z.string(),
  settings: updateSettingsSchema,
  keyIsBuiltIn: z.boolean(),
  state: updateStateSchema,
});
export type UpdateView = z.output<typeof updateViewSchema>;

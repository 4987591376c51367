import { z } from 'zod';
import { updateSettingsSchema, updateStateSchema, updateViewSchema } from '../updates.ts';

const nothing = z.strictObject({});

/** Calls that the desktop host answers itself: it is the program that is replaced. */
export const updateCalls = {
  'updates.get': { input: nothing, output: updateViewSchema },
  'updates.set': { input: updateSettingsSchema, output: updateViewSchema },
  /** Looks for a version now. */
  'updates.look': { input: nothing, output: updateViewSchema },
  /** Ends the program, installs what is ready and starts it again. */
  'updates.install': { input: nothing, output: nothing },
} as const;
export type UpdateCallName = keyof typeof updateCalls;

export const updatesEventSchema = z.strictObject({
  topic: z.literal('updates'),
  state: updateStateSchema,
});

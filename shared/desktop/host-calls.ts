import { z } from 'zod';
import { problemSchema, type Problem } from '../errors.ts';
import { languages } from '../i18n/index.ts';

/** Which notices of the system a person wants; the bar in the window tells all the same. */
export const notificationWishes = ['all', 'pressing', 'none'] as const;

/** What is set for this computer's desktop alone, beside the office's own settings. */
export const desktopSettingsSchema = z.strictObject({
  /** Naru starts when the person signs in, hidden in the tray. */
  openAtLogin: z.boolean(),
  /** Closing the window leaves Naru at work in the tray. */
  closeToTray: z.boolean(),
  notifications: z.enum(notificationWishes),
});
export type DesktopSettings = z.output<typeof desktopSettingsSchema>;

/** Filings wait for hours in an outage: a closed window must not end the sending. */
export const usualDesktop: DesktopSettings = {
  openAtLogin: false,
  closeToTray: true,
  notifications: 'all',
};

const nothing = z.strictObject({});

/** What the page asks of the desktop host; the engine knows nothing of it. */
export const hostCalls = {
  'desktop.get': {
    input: nothing,
    output: z.strictObject({
      settings: desktopSettingsSchema,
      /** What this system offers. */
      can: z.strictObject({ openAtLogin: z.boolean(), notify: z.boolean() }),
    }),
  },
  'desktop.set': { input: desktopSettingsSchema, output: nothing },
  /** The language of the interface, for menus, tray and notices. */
  'desktop.language': { input: z.strictObject({ language: z.enum(languages) }), output: nothing },
  /** The browser part saw the network come or go. */
  'desktop.network': { input: nothing, output: nothing },
  /** The next file that was opened with Naru; its path stays here. `null` where none waits. */
  'desktop.nextFile': {
    input: nothing,
    output: z.discriminatedUnion('is', [
      z.strictObject({ is: z.literal('none') }),
      z.strictObject({
        is: z.literal('file'),
        name: z.string(),
        bytes: z.instanceof(Uint8Array<ArrayBuffer>),
      }),
      z.strictObject({ is: z.literal('refused'), problem: problemSchema }),
    ]),
  },
  /** Ends without waiting any longer for an answer that is on its way. */
  'desktop.endNow': { input: nothing, output: nothing },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

export type HostCalls = typeof hostCalls;
export type HostCallName = keyof HostCalls;
export type HostInput<Name extends HostCallName> = z.input<HostCalls[Name]['input']>;
export type HostArgument<Name extends HostCallName> = z.output<HostCalls[Name]['input']>;
export type HostOutput<Name extends HostCallName> = z.output<HostCalls[Name]['output']>;

/** Something that happened to the program itself, told in a bar until it is put away. */
export const hostRemarks = ['page-crashed', 'engine-crashed', 'engine-keeps-crashing'] as const;
export const hostRemarkSchema = z.enum(hostRemarks);
export type HostRemark = z.output<typeof hostRemarkSchema>;

/** What the host tells the page. */
export const hostEventSchema = z.discriminatedUnion('is', [
  /** A screen is to be shown, e.g. by the menu or a click on a notice. */
  z.strictObject({ is: z.literal('go'), address: z.string().startsWith('#/').max(200) }),
  /** Files wait to be taken in. */
  z.strictObject({ is: z.literal('files') }),
  z.strictObject({ is: z.literal('remark'), remark: hostRemarkSchema }),
  /** The program ends as soon as the answer that is on its way has come. */
  z.strictObject({ is: z.literal('ending'), seconds: z.number().int().positive() }),
]);
export type HostEvent = z.output<typeof hostEventSchema>;

export type HostAnswer = { ok: true; value: unknown } | { ok: false; problem: Problem };
export const hostAnswerSchema = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), value: z.unknown() }),
  z.strictObject({ ok: z.literal(false), problem: problemSchema }),
]);

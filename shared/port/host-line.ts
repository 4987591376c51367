import { z } from 'zod';

/**
 * What passes between the engine's process and the host that started it, besides calls and events. No
 * face can say any of it: a relay passes requests alone.
 */

/** What the host sees of the computer; told as a hint, and measured before it is believed. */
export const hostHints = [
  'asleep', // the computer is about to sleep
  'awake', // it has woken, or somebody is back at it
  'ending', // the computer or the program is about to end
  'staying', // it does not end after all
  'network', // the network may have come, gone or changed
] as const;
export type HostHint = (typeof hostHints)[number];

export const hintSchema = z.strictObject({ kind: z.literal('hint'), hint: z.enum(hostHints) });
export type Hint = z.output<typeof hintSchema>;

/** The engine asks which proxies the system has for an origin. */
export const proxyQuestionSchema = z.strictObject({
  kind: z.literal('proxy?'),
  id: z.number().int().nonnegative(),
  origin: z.url({ protocol: /^https?$/ }).max(500),
});
export type ProxyQuestion = z.output<typeof proxyQuestionSchema>;

/** As the system or its PAC file says it, e.g. `PROXY a:8080; DIRECT`; `null` where it cannot be told. */
export const proxyAnswerSchema = z.strictObject({
  kind: z.literal('proxy'),
  id: z.number().int().nonnegative(),
  rules: z.string().max(10_000).nullable(),
});
export type ProxyAnswer = z.output<typeof proxyAnswerSchema>;

import { appendFileSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** What the line and the central system do to a request. */
export const faults = [
  'none',
  'busy',
  'retry-after',
  'not-sent',
  'lost-before',
  'lost-after',
  'pending',
  'refused',
] as const;
export type Fault = (typeof faults)[number];

const requestSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('submit'), no: z.string(), digest: z.string() }),
  z.object({ do: z.literal('inquire'), no: z.string() }),
  z.object({ do: z.literal('notices'), after: z.string().nullable(), limit: z.number() }),
]);
export type Request = z.output<typeof requestSchema>;

/**
 * A line of the record that is kept outside of what is cut off: what was acknowledged to the
 * person, and what the central system has received. Times in milliseconds since 1970.
 */
const toldSchema = z.discriminatedUnion('told', [
  z.object({
    told: z.literal('request'),
    at: z.number(),
    request: requestSchema,
    fault: z.enum(faults),
  }),
  /** The last Retry-After has come back to the office. */
  z.object({ told: z.literal('heard'), at: z.number() }),
  /** The process ended. */
  z.object({ told: z.literal('ended'), at: z.number() }),
  /** The process ended before it could write a Retry-After down: nobody can obey it. */
  z.object({ told: z.literal('unheard'), at: z.number() }),
  /** The central system went on by itself. */
  z.object({ told: z.literal('decided'), at: z.number() }),
  z.object({ told: z.literal('saved'), at: z.number(), reference: z.string() }),
  z.object({ told: z.literal('cancelled'), at: z.number(), reference: z.string() }),
  z.object({
    told: z.literal('phase'),
    at: z.number(),
    phase: z.enum(['start', 'drain', 'drained', 'end']),
  }),
  /** What the outbox shows as its trouble. */
  z.object({ told: z.literal('trouble'), at: z.number(), code: z.string() }),
  /** An order that was answered with an error. */
  z.object({ told: z.literal('refusal'), at: z.number(), code: z.string() }),
  z.object({ told: z.literal('gave-up'), at: z.number() }),
]);
export type Told = z.output<typeof toldSchema>;

export function addTold(file: string, line: Told): void {
  appendFileSync(file, `${JSON.stringify(line)}\n`);
}

export function readTold(file: string): Told[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => toldSchema.parse(JSON.parse(line)));
}

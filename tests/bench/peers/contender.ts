import { z } from 'zod';

/** What happens to a filing once it is claimed; resolves when it may be called done. */
export type Handle = (reference: string) => Promise<void>;

export interface Work {
  /** `null`: at once and without a line. */
  handle: Handle | null;
  /** How many to work off; `null`: whatever comes, until the process ends. */
  count: number | null;
  /** How many at once, where a contender can. */
  workers: number;
  /** A filing is done. */
  onDone(): void;
}

/** A queue in a process of its own, with a database of its own. */
export interface Contender {
  /** Keeps the n-th filing; resolves when the contender calls it saved. */
  enqueue(n: number): Promise<void> | void;
  work(work: Work): Promise<void>;
  close(): Promise<void> | void;
}

/** How hard it syncs: as its authors have it, or on every commit. */
export const syncModes = ['default', 'full'] as const;

/** What a contender's process is given. */
export const configSchema = z.object({
  file: z.string(),
  sync: z.enum(syncModes),
  /** A JSON file with the declarations. */
  samples: z.string(),
  /** Where filings are handed in. */
  url: z.string(),
  /** A file that is written to at each acknowledgement, for whoever watches the system calls. */
  marks: z.string().nullable(),
  /** A clock that is ahead by `offsetMs` and runs `speed` times as fast. */
  clock: z.object({ offsetMs: z.number(), speed: z.number() }),
});
export type Config = z.output<typeof configSchema>;

export const commandSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('enqueue'), from: z.number(), count: z.number() }),
  z.object({
    do: z.literal('work'),
    count: z.number().nullable(),
    over: z.enum(['nothing', 'http']),
    workers: z.number(),
  }),
  z.object({ do: z.literal('close') }),
]);
export type Command = z.output<typeof commandSchema>;

/** Milliseconds in all, and from one done to the next. */
export const reportSchema = z.object({ ms: z.number(), gaps: z.array(z.number()) });
export type Report = z.output<typeof reportSchema>;

export interface Filed {
  reference: string;
  declaration: unknown;
}
const samplesSchema = z.array(z.unknown());

/** The n-th filing, out of the samples' text. */
export function filedFrom(text: string): (n: number) => Filed {
  const samples = samplesSchema.parse(JSON.parse(text));
  return (n) => ({ reference: referenceOf(n), declaration: samples[n % samples.length] });
}

export const referenceOf = (n: number): string => `B-${n}`;

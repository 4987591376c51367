import { z } from 'zod';
import { problemSchema } from '../errors.ts';
import { causeSchema } from '../filing/attempts.ts';
import { declarationNoSchema, filingIdSchema } from '../filing/numbers.ts';
import { customsStateSchema, transportStateSchema } from '../filing/states.ts';
import { civilDateSchema, epochMsSchema } from '../time.ts';

export const modeSchema = z.enum(['practice', 'real']);
/** Practice (연습) and real (실제) data live in separate files and never meet. */
export type Mode = z.output<typeof modeSchema>;

/** Pacing of a destination, in words. */
export const gatePhaseSchema = z.enum([
  'open', // visits follow each other as fast as the limits allow
  'paced', // visits are spread out
  'cooldown', // waiting after trouble
  'retry-after', // the central system named the time
  'not-allowed', // wrong credentials: stands until a person has mended them
  'no-gateway', // no address is set
  'paused', // the engine cannot write; nothing is sent
  'held-back', // nothing is sent before the central system was asked (복원), or from this computer any more (이전)
]);
export type GatePhase = z.output<typeof gatePhaseSchema>;

/** Nothing is sent, however long one waits. */
export const standingPhases: ReadonlySet<GatePhase> = new Set<GatePhase>([
  'not-allowed',
  'no-gateway',
  'paused',
  'held-back',
]);

/** How the central system is, judged by our own traffic alone. */
export const centralGradeSchema = z.enum([
  'unknown', // nothing was tried yet
  'working',
  'slow',
  'unsteady', // some tries fail
  'stopped', // no try gets through
  'not-allowed',
]);
export type CentralGrade = z.output<typeof centralGradeSchema>;

export const syncStateSchema = z.strictObject({
  now: epochMsSchema,
  mode: modeSchema,
  office: z
    .strictObject({ declarant: z.string(), name: z.string(), customsOffice: z.string() })
    .nullable(),
  counts: z.strictObject({
    transport: z.record(transportStateSchema, z.number().int().nonnegative()),
    customs: z.record(customsStateSchema, z.number().int().nonnegative()),
  }),
  oldestQueuedAt: epochMsSchema.nullable(),
  oldestUnconfirmedAt: epochMsSchema.nullable(),
  nearestDeadline: z
    .strictObject({ id: filingIdSchema, declarationNo: declarationNoSchema, date: civilDateSchema })
    .nullable(),
  gate: z.strictObject({
    phase: gatePhaseSchema,
    /** When the next request may leave; `null` where none is planned. */
    nextTryAt: epochMsSchema.nullable(),
    /** The present pace: mean milliseconds between visits. */
    intervalMs: z.number().nonnegative(),
    inFlight: z.boolean(),
  }),
  central: z.strictObject({
    grade: centralGradeSchema,
    since: epochMsSchema.nullable(),
    lastSuccessAt: epochMsSchema.nullable(),
    lastFailure: z.strictObject({ at: epochMsSchema, cause: causeSchema }).nullable(),
    /** Smoothed time to answer, in milliseconds. */
    latencyMs: z.number().nonnegative().nullable(),
    /** What it says of itself; shown beside, never believed instead. */
    ownWord: z
      .strictObject({
        state: z.enum(['normal', 'degraded', 'down', 'maintenance']),
        message: z.string().nullable(),
        at: epochMsSchema,
      })
      .nullable(),
  }),
  lastReceiptAt: epochMsSchema.nullable(),
  /** What keeps this computer from doing its work: full disk, read-only database, clock … */
  troubles: z.array(problemSchema),
});
export type SyncState = z.output<typeof syncStateSchema>;

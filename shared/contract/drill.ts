import { z } from 'zod';
import { drillRuleSchema, drillScenarioSchema, drillSpeedSchema } from '../drill/scenarios.ts';
import { drillSheetSchema } from '../drill/sheet.ts';
import { filingIdSchema } from '../filing/numbers.ts';
import { transportStateSchema } from '../filing/states.ts';
import { epochMsSchema } from '../time.ts';

const nothing = z.strictObject({});
const count = z.number().int().nonnegative();
/** Also the name of a folder. */
const drillIdSchema = z.string().regex(/^[0-9a-z-]{1,60}$/);

/** Filings with a limit that are shown while a drill runs, at most; the nearest first. */
export const shownLimits = 40;

/** A drill (훈련) that is going on. Times without another word are in its own time. */
export const drillStateSchema = z.strictObject({
  id: drillIdSchema,
  scenario: drillScenarioSchema,
  seed: z.number().int(),
  now: epochMsSchema,
  from: epochMsSchema,
  endsAt: epochMsSchema,
  speed: drillSpeedSchema,
  /** How many times as fast as the computer's clock it really goes; `null`: not yet known. */
  reached: z.number().nonnegative().nullable(),
  arrived: count,
  expected: count,
  /** Taken by the practice central system. */
  taken: count,
  credentials: z.enum(['valid', 'expired']),
  /** Real filings that wait until the drill is over. */
  officeWaiting: count,
  limits: z
    .array(
      z.strictObject({
        id: filingIdSchema,
        reference: z.string(),
        rule: drillRuleSchema,
        by: epochMsSchema,
        transport: transportStateSchema,
        receiptAt: epochMsSchema.nullable(),
      }),
    )
    .max(shownLimits),
});
export type DrillState = z.output<typeof drillStateSchema>;

/** What a list shows of a score sheet. */
export const drillSheetRowSchema = drillSheetSchema
  .pick({
    id: true,
    scenario: true,
    seed: true,
    ended: true,
    isWhole: true,
    filings: true,
    tallies: true,
  })
  .extend({ lost: count, doubled: count });
export type DrillSheetRow = z.output<typeof drillSheetRowSchema>;

/** All about drills but the one sheet that is open. */
export const drillsSchema = z.strictObject({
  running: drillStateSchema.nullable(),
  /** By the computer's clock. */
  lastEndedAt: epochMsSchema.nullable(),
  /** Whole days since then; `null`: there was none. */
  daysSince: count.nullable(),
  /** Drills that broke off without a score, e.g. by an end of the process. */
  broken: z.array(
    z.strictObject({
      id: drillIdSchema,
      scenario: drillScenarioSchema,
      began: epochMsSchema,
    }),
  ),
});
export type Drills = z.output<typeof drillsSchema>;

export const drillCalls = {
  'drill.state': { input: nothing, output: drillsSchema },
  /** Closes the office's session in good order, and opens a drill in its place. */
  'drill.start': {
    input: z.strictObject({
      scenario: drillScenarioSchema,
      seed: z.number().int().min(1).max(1_000_000).nullable(),
      speed: drillSpeedSchema,
      /** Keeps its data, not the score sheet alone. */
      keep: z.boolean(),
      /** Also where real filings wait or are on their way: they stop during the drill. */
      evenIfWaiting: z.boolean(),
    }),
    output: drillStateSchema,
  },
  'drill.speed': { input: z.strictObject({ speed: drillSpeedSchema }), output: drillStateSchema },
  /** Renews the credentials that have expired. */
  'drill.mend': { input: nothing, output: drillStateSchema },
  /** Scores the drill, and opens the office's session again. */
  'drill.end': { input: nothing, output: drillSheetSchema },
  /** The newest first, 100 at most. */
  'drill.sheets': { input: nothing, output: z.array(drillSheetRowSchema) },
  'drill.sheet': { input: z.strictObject({ id: drillIdSchema }), output: drillSheetSchema },
  /** Removes a score sheet and what was kept with it, or what is left of a broken drill. */
  'drill.remove': { input: z.strictObject({ id: drillIdSchema }), output: nothing },
} as const;

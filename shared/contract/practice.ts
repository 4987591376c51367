import { z } from 'zod';

/** Scenarios of the practice central system (연습 중앙시스템). */
export const scenarios = ['calm', 'brownout', 'outage', 'lost-replies', 'surge'] as const;
export const scenarioSchema = z.enum(scenarios);
export type Scenario = z.output<typeof scenarioSchema>;

export const practiceStateSchema = z.strictObject({
  scenario: scenarioSchema,
  seed: z.number().int(),
  url: z.string(),
  /** Filings that the practice central system has taken. */
  taken: z.number().int().nonnegative(),
  requests: z.number().int().nonnegative(),
  /** What its auditor found: must all be nought. */
  audit: z.strictObject({
    doubleFilings: z.number().int().nonnegative(),
    blindResends: z.number().int().nonnegative(),
    insideRetryAfter: z.number().int().nonnegative(),
    overlaps: z.number().int().nonnegative(),
    changedBytes: z.number().int().nonnegative(),
  }),
});
export type PracticeState = z.output<typeof practiceStateSchema>;

import { z } from 'zod';

/** What a drill (훈련) rehearses. */
export const drillScenarios = [
  'morning', // a real morning's outage: slow, turned away, dead, back in fits
  'lost-replies', // taken, but the answers are lost
  'surge', // December 2025: two days with the numbers of then
  'credentials', // expired in the last hour before the limits
] as const;
export const drillScenarioSchema = z.enum(drillScenarios);
export type DrillScenario = z.output<typeof drillScenarioSchema>;

/** How many times as fast as the computer's own clock; 0 is a pause. */
export const drillSpeeds = [0, 1, 10, 60, 600] as const;
export const drillSpeedSchema = z.literal(drillSpeeds);
export type DrillSpeed = z.output<typeof drillSpeedSchema>;

/** What a filing of a drill must be in by. */
export const drillRules = [
  'legal', // the end of the day of its legal deadline (신고 기한)
  'cut-off', // when the carrier or the warehouse stops waiting (마감)
] as const;
export const drillRuleSchema = z.enum(drillRules);
export type DrillRule = z.output<typeof drillRuleSchema>;

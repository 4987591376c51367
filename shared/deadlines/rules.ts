import { z } from 'zod';

/**
 * Rules that set a day by which something must be done, each with its source. What the facts do not
 * tell has no rule here: list clearance (목록통관, 제254조의2) has no period of its own, and which kinds
 * of payment (징수형태) are paid after the release is not public, so that the fifteen days of 제9조
 * cannot be counted for a declaration.
 */
export const deadlineRules = [
  'import-declaration', // 수입신고
  'instant-release', // 즉시반출 뒤의 수입신고
  'supplement', // 보완요구
  'export-loading', // 수출물품 적재
  'entered', // what a person entered
] as const;
export const deadlineRuleSchema = z.enum(deadlineRules);
export type DeadlineRule = z.output<typeof deadlineRuleSchema>;

/** What a period begins with. */
export const startEvents = [
  'warehoused', // 반입
  'stored', // 장치: not in a bonded area
  'arrived', // 입항: the earliest that an instant release (즉시반출신고) can be
  'released', // 수리
  'asked', // 보완요구를 통보받음
] as const;
export const startEventSchema = z.enum(startEvents);
export type StartEvent = z.output<typeof startEventSchema>;

export interface PeriodRule {
  /** Days, the first not counted. */
  readonly days: number;
  /** Article of 관세법. */
  readonly law: string;
}

/** Periods that are counted from a day; the others are days that somebody named. */
export const periodRules = {
  'import-declaration': { days: 30, law: '관세법 제241조제3항' },
  'instant-release': { days: 10, law: '관세법 제253조제3항' },
  'export-loading': { days: 30, law: '관세법 제251조제1항' },
} as const satisfies Partial<Record<DeadlineRule, PeriodRule>>;
export type CountedRule = keyof typeof periodRules;

import { z } from 'zod';
import { applicationSchema } from '../deadlines/application.ts';
import { atStakeSchema } from '../deadlines/at-stake.ts';
import { countedSchema } from '../deadlines/count.ts';
import { possibleExtensionSchema } from '../deadlines/extension.ts';
import { dayOffSchema, holidaySourceSchema, officeHolidaysSchema } from '../deadlines/holidays.ts';
import { deadlineRuleSchema } from '../deadlines/rules.ts';
import { filingRowSchema } from '../filing/filing.ts';
import { declarationNoSchema, filingIdSchema } from '../filing/numbers.ts';
import { civilDateSchema } from '../time.ts';

const count = z.number().int().nonnegative();
const nothing = z.strictObject({});

/** Who or what said the day, or the day from which it counts. */
export const deadlineTellers = ['declared', 'cargo', 'customs', 'person'] as const;

/** A day by which something is to be done, and all that hangs on it. */
export const deadlineSchema = z.strictObject({
  rule: deadlineRuleSchema,
  due: civilDateSchema,
  told: z.enum(deadlineTellers),
  /** How it was counted; `null` where somebody named the day. */
  counted: countedSchema.nullable(),
  /** What incidents may make of it (관세법 제8조제4항); `null` where none touches it. */
  extension: possibleExtensionSchema.nullable(),
  /** Extension on application (제10조); `null` once the day has passed. */
  application: applicationSchema.nullable(),
  /** `null` where lateness has no surcharge, or the rule is not known. */
  atStake: atStakeSchema.nullable(),
});
export type Deadline = z.output<typeof deadlineSchema>;

export const deadlineRowSchema = z.strictObject({
  /** One filing may have several. */
  id: z.string(),
  row: filingRowSchema,
  deadline: deadlineSchema,
});
export type DeadlineRow = z.output<typeof deadlineRowSchema>;

const monthPattern = /^20\d{2}-(0[1-9]|1[0-2])$/;
export const monthSchema = z.string().regex(monthPattern);

export const monthDaySchema = z.strictObject({
  date: civilDateSchema,
  toFile: count,
  supplement: count,
  loading: count,
  /** Why nothing is due on it; `null` where it counts. */
  off: dayOffSchema.nullable(),
});
export type MonthDay = z.output<typeof monthDaySchema>;

/** What is near, in short. */
export const deadlineSummarySchema = z.strictObject({
  today: civilDateSchema,
  late: count,
  dueToday: count,
  dueTomorrow: count,
  /** Declarations to file that have no day. */
  undated: count,
  nearest: z
    .array(
      z.strictObject({
        id: filingIdSchema,
        declarationNo: declarationNoSchema,
        rule: deadlineRuleSchema,
        due: civilDateSchema,
      }),
    )
    .max(5),
});
export type DeadlineSummary = z.output<typeof deadlineSummarySchema>;

/** A year's holidays as they hold for the office. */
export const holidaysViewSchema = z.strictObject({
  year: z.number().int(),
  source: holidaySourceSchema,
  /** Saturdays and Sundays left out, unless the office has entered them. */
  days: z.array(
    z.strictObject({
      date: civilDateSchema,
      name: z.string(),
      from: z.enum(['list', 'office']),
      /** The office has taken it out: it counts. */
      removed: z.boolean(),
    }),
  ),
  office: officeHolidaysSchema,
  /** The last year whose official list is in the program. */
  publishedUntil: z.number().int(),
});
export type HolidaysView = z.output<typeof holidaysViewSchema>;

export const deadlineCalls = {
  /** What is to be done by which day: the nearest first. */
  'deadlines.page': {
    input: z.strictObject({
      after: z.string().max(60).nullable(),
      limit: z.number().int().min(1).max(100),
      /** Of this day alone. */
      on: civilDateSchema.nullable(),
    }),
    output: z.strictObject({ rows: z.array(deadlineRowSchema), next: z.string().nullable() }),
  },
  'deadlines.month': {
    input: z.strictObject({ month: monthSchema }),
    output: z.strictObject({ days: z.array(monthDaySchema), holidays: holidaySourceSchema }),
  },
  'deadlines.summary': { input: nothing, output: deadlineSummarySchema },
  'deadlines.of': {
    input: z.strictObject({ id: filingIdSchema }),
    output: z.strictObject({ deadlines: z.array(deadlineSchema) }),
  },
  /** A person says that something that customs waited for is done. */
  'deadlines.done': {
    input: z.strictObject({
      id: filingIdSchema,
      rule: z.enum(['supplement', 'export-loading']),
    }),
    output: nothing,
  },
  'holidays.get': {
    input: z.strictObject({ year: z.number().int().min(2000).max(2099) }),
    output: holidaysViewSchema,
  },
  /** What the office adds and takes out, whole; deadlines by law are counted again. */
  'holidays.set': { input: officeHolidaysSchema, output: nothing },
} as const;

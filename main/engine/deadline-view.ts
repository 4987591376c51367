import { z } from 'zod';
import type { Deadline } from '../../shared/contract/deadlines.ts';
import { applicationFor } from '../../shared/deadlines/application.ts';
import {
  instantReleaseAtStake,
  lateDeclarationAtStake,
  type AtStake,
} from '../../shared/deadlines/at-stake.ts';
import { countPeriod, type Counted } from '../../shared/deadlines/count.ts';
import { possibleExtension } from '../../shared/deadlines/extension.ts';
import type { Holidays } from '../../shared/deadlines/holidays.ts';
import type { DeadlineRule } from '../../shared/deadlines/rules.ts';
import type { Channel } from '../../shared/sync/channels.ts';
import type { Incident } from '../../shared/sync/incidents.ts';
import { koreanDate, type CivilDate, type EpochMs } from '../../shared/time.ts';
import type { DeadlineItem } from '../store/index.ts';

/** What is known of outages (장애) that touch a span. */
export interface KnownIncidents {
  incidents: readonly Incident[];
  /** Channels that were measured as working meanwhile, by incident; absent: not known. */
  working?: ReadonlyMap<number, readonly Channel[]>;
}

/** What a deadline is looked at with. */
export interface DeadlineEvidence extends KnownIncidents {
  holidays: Holidays;
  now: EpochMs;
  /** When the filing was tried. */
  attempts: readonly EpochMs[];
  declaration: unknown;
  /** Whether the surcharge applies to the cargo (API001); `null`: not known. */
  surchargeApplies: boolean | null;
}

/** A deadline with its source, what may become of it, and what it costs to miss it. */
export function viewDeadline(item: DeadlineItem, evidence: DeadlineEvidence): Deadline {
  const { rule, told, counted } = originOf(item, evidence.holidays);
  const { due } = item;
  return {
    rule,
    due,
    told,
    counted,
    extension: possibleExtension({ ...evidence, deadline: due }),
    application: applicationFor(due, evidence.now),
    atStake: stakeOf(rule, due, evidence),
  };
}

function originOf(
  item: DeadlineItem,
  holidays: Holidays,
): { rule: DeadlineRule; told: Deadline['told']; counted: Counted | null } {
  if (item.is === 'customs') {
    const { rule, from, isNamed } = item.deadline;
    if (isNamed || rule === 'supplement') return { rule, told: 'customs', counted: null };
    const counted = countPeriod({ rule, from, event: 'released' }, holidays);
    return { rule, told: 'customs', counted: asDue(counted, item.due) };
  }
  const { basis } = item.filing;
  if (basis?.by !== 'law') return { rule: 'entered', told: 'person', counted: null };
  const counted = countPeriod(basis, holidays);
  return { rule: basis.rule, told: basis.told, counted: asDue(counted, item.due) };
}

/** A count that comes to another day than the one that is kept, which is counted again soon, explains nothing. */
const asDue = (counted: Counted, due: CivilDate): Counted | null =>
  counted.due === due ? counted : null;

const wonText = z.string().regex(/^\d+$/).optional().catch(undefined);
const valuesSchema = z.object({
  totalCustomsValue: wonText,
  totalDuty: wonText,
  lines: z.array(z.object({ customsValue: wonText })).catch([]),
});

function stakeOf(
  rule: DeadlineRule,
  deadline: CivilDate,
  { declaration, now, surchargeApplies: applies }: DeadlineEvidence,
): AtStake | null {
  if (rule !== 'import-declaration' && rule !== 'instant-release') return null;
  const values = valuesSchema.safeParse(declaration).data;
  if (rule === 'instant-release') return instantReleaseAtStake(bigOrNull(values?.totalDuty));
  const customsValue = values === undefined ? null : customsValueOf(values);
  return lateDeclarationAtStake({ deadline, today: koreanDate(now), customsValue, applies });
}

/** Won of the whole declaration: as declared, or the sum of its lines where every one has it. */
function customsValueOf({
  totalCustomsValue,
  lines,
}: z.output<typeof valuesSchema>): bigint | null {
  if (totalCustomsValue !== undefined) return BigInt(totalCustomsValue);
  const each = lines.map(({ customsValue }) => bigOrNull(customsValue));
  if (each.length === 0 || each.includes(null)) return null;
  return each.reduce<bigint>((sum, value) => sum + (value ?? 0n), 0n);
}

const bigOrNull = (text: string | undefined): bigint | null =>
  text === undefined ? null : BigInt(text);

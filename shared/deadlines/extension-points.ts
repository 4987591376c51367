import { z } from 'zod';
import { channelGradeSchema, channelSchema, confidenceSchema } from '../sync/channels.ts';
import type { Incident, IncidentSide } from '../sync/incidents.ts';
import { epochMsSchema, type EpochMs } from '../time.ts';
import { endOf, type ExtensionQuestion, type ExtensionStep } from './extension-question.ts';

/** Whether a point speaks for the extension, against it, or leaves it open. */
export const speaksSchema = z.enum(['for', 'against', 'open']);
export type Speaks = z.output<typeof speaksSchema>;

/** What is said of an incident with regard to 관세법 제8조제4항; words under `deadlines.points`. */
export const pointSchema = z.discriminatedUnion('is', [
  /** 가동이 정지되어: the law speaks of a stop, not of slowness. */
  z.strictObject({ is: z.literal('stopped') }),
  z.strictObject({ is: z.literal('not-stopped'), grade: channelGradeSchema }),
  /** Customs' systems (국가관세종합정보시스템). */
  z.strictObject({ is: z.literal('central-side') }),
  /** The line: customs' linked network (연계정보통신망) counts, our own provider's does not. */
  z.strictObject({ is: z.literal('line-side') }),
  z.strictObject({ is: z.literal('own-side') }),
  z.strictObject({ is: z.literal('unclear-side') }),
  /** 기한까지 할 수 없게: it lasted through the end of the day. */
  z.strictObject({ is: z.literal('covered-end') }),
  z.strictObject({ is: z.literal('lasts') }),
  /** It came back on the day, with so many whole minutes left. */
  z.strictObject({ is: z.literal('time-left'), minutes: z.number().int().nonnegative() }),
  z.strictObject({
    is: z.literal('tried'),
    count: z.number().int().positive(),
    firstAt: epochMsSchema,
    lastAt: epochMsSchema,
  }),
  z.strictObject({ is: z.literal('not-tried') }),
  z.strictObject({ is: z.literal('other-channel-worked'), channels: z.array(channelSchema) }),
  z.strictObject({ is: z.literal('no-other-channel') }),
  /** Ways that are not measured: UNI-PASS in the browser, another VAN. */
  z.strictObject({ is: z.literal('other-ways-unmeasured') }),
  z.strictObject({ is: z.literal('unsure-measurement'), confidence: confidenceSchema }),
  z.strictObject({ is: z.literal('official-notice') }),
  /** 시행령 제1조의4제2항 names the causes; measurements do not tell which it was. */
  z.strictObject({ is: z.literal('cause-unknown') }),
  /** Two stops in a row, or a day that is moved on by 제8조제3항: no ruling is known. */
  z.strictObject({ is: z.literal('chained'), stops: z.number().int().min(2) }),
  z.strictObject({ is: z.literal('moved-on') }),
]);
export type Point = z.output<typeof pointSchema>;

const speaking: Readonly<Record<Point['is'], Speaks>> = {
  stopped: 'for',
  'not-stopped': 'against',
  'central-side': 'for',
  'line-side': 'open',
  'own-side': 'against',
  'unclear-side': 'open',
  'covered-end': 'for',
  lasts: 'open',
  'time-left': 'against',
  tried: 'for',
  'not-tried': 'against',
  'other-channel-worked': 'against',
  'no-other-channel': 'for',
  'other-ways-unmeasured': 'open',
  'unsure-measurement': 'against',
  'official-notice': 'for',
  'cause-unknown': 'open',
  chained: 'open',
  'moved-on': 'open',
};

export const speaksOf = ({ is }: Point): Speaks => speaking[is];

const sides: Readonly<Record<IncidentSide, Point['is'] & `${string}-side`>> = {
  central: 'central-side',
  line: 'line-side',
  ours: 'own-side',
  unclear: 'unclear-side',
};

/**
 * Points of the incidents that touch a deadline. Each is said once, of the incident for which it is
 * weakest: customs will look at that one.
 */
export function pointsOf(
  question: ExtensionQuestion,
  incidents: readonly Incident[],
  steps: readonly ExtensionStep[],
): Point[] {
  const notStopped = incidents.find(({ grade }) => grade !== 'stopped');
  const presentSides = (['ours', 'unclear', 'line', 'central'] as const).filter((side) =>
    incidents.some((incident) => incident.side === side),
  );
  const unsure = incidents.find(({ confidence }) => confidence === 'low');
  const hasNotice = incidents.some(({ remarks }) =>
    remarks.some(({ kind }) => kind === 'official-notice'),
  );
  const stops = steps.length + (incidents.some(({ endedAt }) => endedAt === null) ? 1 : 0);
  return [
    notStopped === undefined ? { is: 'stopped' } : { is: 'not-stopped', grade: notStopped.grade },
    ...presentSides.map((side): Point => ({ is: sides[side] })),
    ...endPoints(incidents, steps),
    triedPoint(question, incidents),
    ...channelPoints(question, incidents),
    ...(unsure === undefined
      ? []
      : [{ is: 'unsure-measurement', confidence: unsure.confidence } as const]),
    hasNotice ? { is: 'official-notice' } : { is: 'cause-unknown' },
    ...(stops > 1 ? [{ is: 'chained', stops } as const] : []),
    ...(steps.some(({ passed }) => passed.length > 0) ? [{ is: 'moved-on' } as const] : []),
  ];
}

/** Whether a deadline's day ended in the stop, or there was time left after it. */
function endPoints(incidents: readonly Incident[], steps: readonly ExtensionStep[]): Point[] {
  const lasts = incidents.some(({ endedAt }) => endedAt === null);
  const left = steps.map(({ deadline, recoveredAt }) => endOf(deadline) - recoveredAt);
  const most = Math.max(...left, 0);
  return [
    ...(most > 0 ? [{ is: 'time-left', minutes: Math.floor(most / 60_000) } as const] : []),
    ...(most <= 0 && steps.length > 0 ? [{ is: 'covered-end' } as const] : []),
    ...(lasts ? [{ is: 'lasts' } as const] : []),
  ];
}

/** Only tries while it was not well and before the deadline's day was over show that it could not be done. */
function triedPoint(
  { attempts = [], deadline }: ExtensionQuestion,
  incidents: readonly Incident[],
): Point {
  const during = attempts
    .filter((at) => at < endOf(deadline) && incidents.some((incident) => isWithin(at, incident)))
    .toSorted((a, b) => a - b);
  const [firstAt] = during;
  const lastAt = during.at(-1);
  if (firstAt === undefined || lastAt === undefined) return { is: 'not-tried' };
  return { is: 'tried', count: during.length, firstAt, lastAt };
}

const isWithin = (at: EpochMs, { startedAt, endedAt }: Incident): boolean =>
  at >= startedAt && (endedAt === null || at <= endedAt);

function channelPoints({ working }: ExtensionQuestion, incidents: readonly Incident[]): Point[] {
  const unmeasured = { is: 'other-ways-unmeasured' } as const;
  const known = incidents.map(({ id }) => working?.get(id));
  if (known.includes(undefined)) return [unmeasured];
  const channels = [...new Set(known.flatMap((each) => each ?? []))];
  return channels.length > 0
    ? [{ is: 'other-channel-worked', channels }, unmeasured]
    : [{ is: 'no-other-channel' }, unmeasured];
}

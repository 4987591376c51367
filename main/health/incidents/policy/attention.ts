import { z } from 'zod';
import { createTranslate, languages, type Translate } from '../../../../shared/i18n/index.ts';
import {
  attentionKinds,
  type Attention,
  type AttentionKind,
} from '../../../../shared/sync/attention.ts';
import { epochMs, epochMsSchema, type EpochMs } from '../../../../shared/time.ts';
import { matters, type Matter, type Situation } from './matters.ts';

const never: Record<AttentionKind, EpochMs | null> = {
  grade: null,
  deadline: null,
  person: null,
  age: null,
  disk: null,
};
const nothing: Record<AttentionKind, string> = {
  grade: '',
  deadline: '',
  person: '',
  age: '',
  disk: '',
};

/** What was told already; kept across restarts, so that none is a way round the quiet times. */
export const toldSchema = z.strictObject({
  // A kind that was not there yet when it was kept was never told of.
  lastAt: z
    .partialRecord(z.enum(attentionKinds), epochMsSchema.nullable())
    .transform((kept) => ({ ...never, ...kept })),
  /** What was told, by the kinds' own keys: it is not told again until it has changed. */
  keys: z
    .partialRecord(z.enum(attentionKinds), z.string())
    .transform((kept) => ({ ...nothing, ...kept })),
  /** Incidents whose beginning was told: only of these the end is. */
  opened: z.array(z.number().int()).max(100),
});
export type Told = z.output<typeof toldSchema>;

export const nothingTold: Told = {
  lastAt: never,
  keys: nothing,
  opened: [],
};

const minute = 60_000;

/** Least time between two lines of a kind, in milliseconds: more often is of no use. */
export const quietMs: Readonly<Record<AttentionKind, number>> = {
  grade: 10 * minute,
  deadline: 120 * minute,
  person: 30 * minute,
  age: 240 * minute,
  disk: 240 * minute,
};

/** Hours in Korea in which people are told; outside of them only of what is due that day. */
export const wakingHours = { from: 8, to: 20 } as const;

/**
 * Who is told what now: one line at most, which sums up what there is. The same is not told again,
 * and no kind more often than its quiet time.
 */
export function attention(
  told: Told,
  situation: Situation,
): { told: Told; attention: Attention | null } {
  const { now } = situation;
  const isAwake = isWaking(now) || situation.dueToday > 0;
  const all = matters(situation, told.opened);
  // What is over may come again, and is then worth telling again.
  const keys = { ...told.keys };
  for (const kind of attentionKinds) {
    const matter = all.find((each) => each.kind === kind);
    if (matter === undefined) keys[kind] = '';
    else if (!matter.isNews(keys[kind])) keys[kind] = matter.key;
  }
  if (!isAwake) return { told: { ...told, keys }, attention: null };
  const due = all.filter(({ kind, isNews }) => isNews(keys[kind]) && isQuietOver(told, kind, now));
  const [first] = due;
  if (first === undefined) return { told: { ...told, keys }, attention: null };
  const lastAt = { ...told.lastAt };
  for (const { kind, key } of due) {
    lastAt[kind] = now;
    keys[kind] = key;
  }
  const opened = openedAfter(told.opened, due);
  return { told: { lastAt, keys, opened }, attention: inOneLine(now, first, due) };
}

function openedAfter(before: readonly number[], due: readonly Matter[]): number[] {
  const begun = due.flatMap(({ begun: ids }) => ids);
  const over = new Set(due.flatMap(({ over: ids }) => ids));
  return [...new Set([...before, ...begun])].filter((id) => !over.has(id)).slice(-100);
}

function isQuietOver({ lastAt }: Told, kind: AttentionKind, now: EpochMs): boolean {
  const last = lastAt[kind];
  // A clock that was set back keeps nobody quiet for longer.
  return last === null || now < last || now - last >= quietMs[kind];
}

function isWaking(now: EpochMs): boolean {
  const hour = new Date(epochMs(now + 9 * 3_600_000)).getUTCHours();
  return hour >= wakingHours.from && hour < wakingHours.to;
}

function inOneLine(at: EpochMs, first: Matter, due: readonly Matter[]): Attention {
  const line = (t: Translate): string => {
    const words = first.say(t);
    const rest = due.length - 1;
    return rest === 0
      ? words
      : t('incidents.attention.more', { first: words, count: rest, n: rest });
  };
  const [ko, en] = languages.map((language) => line(createTranslate(language)));
  return { at, kind: first.kind, level: first.level, ko: ko ?? '', en: en ?? '' };
}

import type { DiskLevel } from '../../../../shared/contract/index.ts';
import type { Translate } from '../../../../shared/i18n/index.ts';
import type { Attention, AttentionKind } from '../../../../shared/sync/attention.ts';
import type { Channel, ChannelGrade } from '../../../../shared/sync/channels.ts';
import type { IncidentSide } from '../../../../shared/sync/incidents.ts';
import type { EpochMs } from '../../../../shared/time.ts';
import { relapseMs } from './spans.ts';

/** An incident as far as somebody may have to be told of it. */
export interface Notable {
  id: number;
  side: IncidentSide;
  grade: ChannelGrade;
  channels: readonly Channel[];
  startedAt: EpochMs;
  endedAt: EpochMs | null;
}

/** How things are for the person who is told. */
export interface Situation {
  now: EpochMs;
  /** Those that last, and those that ended within the last hour. */
  incidents: readonly Notable[];
  waiting: number;
  /** Filings that are not in, by their legal date. */
  duePassed: number;
  dueToday: number;
  dueTomorrow: number;
  /** Filings that do not go on without a person. */
  person: number;
  /** Why nothing leaves until a person has mended it; `null` where nothing stands. */
  stands: 'not-allowed' | 'trouble' | null;
  /** Since when the oldest that is not in has waited. */
  oldestAt: EpochMs | null;
  /** Room on the disk of the data; absent where it is not watched. */
  disk?: DiskLevel;
}

/** Something that may be worth a line. */
export interface Matter {
  kind: AttentionKind;
  level: Attention['level'];
  /** The same key is the same matter. */
  key: string;
  /** Whether it is news to whom the matter of another key was told last. */
  isNews(before: string): boolean;
  begun: readonly number[];
  over: readonly number[];
  say(t: Translate): string;
}

const dayMs = 86_400_000;

/** All there is to tell, the most pressing first. */
export function matters(situation: Situation, opened: readonly number[]): Matter[] {
  const standing = stands(situation);
  return [
    standing,
    deadline(situation),
    age(situation),
    disk(situation),
    grade(situation, opened),
    // What stands is for a person too, and more pressing than single filings.
    standing === null ? person(situation) : null,
  ].filter((matter) => matter !== null);
}

type Simple = Omit<Matter, 'begun' | 'over' | 'isNews'> & Partial<Pick<Matter, 'isNews'>>;

function matter(simple: Simple): Matter {
  return { isNews: (before) => before !== simple.key, ...simple, begun: [], over: [] };
}

function stands({ stands: why }: Situation): Matter | null {
  if (why === null) return null;
  const key = why === 'trouble' ? 'trouble' : 'notAllowed';
  return matter({
    kind: 'person',
    level: 'insist',
    key,
    say: (t) => t(`incidents.attention.${key}`),
  });
}

function deadline({ duePassed, dueToday, dueTomorrow }: Situation): Matter | null {
  const [name, n] =
    duePassed > 0
      ? (['deadlinePassed', duePassed] as const)
      : dueToday > 0
        ? (['deadlineToday', dueToday] as const)
        : (['deadlineTomorrow', dueTomorrow] as const);
  if (n === 0) return null;
  return matter({
    kind: 'deadline',
    level: name === 'deadlineTomorrow' ? 'tell' : 'insist',
    // Fewer are no news: they went.
    key: name,
    say: (t) => t(`incidents.attention.${name}`, { count: n, n }),
  });
}

/** What will be full warns, before nothing can be saved any more. */
function disk({ disk: level = 'fine' }: Situation): Matter | null {
  if (level === 'fine') return null;
  return matter({
    kind: 'disk',
    level: level === 'short' ? 'insist' : 'warn',
    key: level,
    // More room than before, and still little, is no news.
    isNews: (before) => before === '' || (before === 'low' && level === 'short'),
    say: (t) => t(`program.attention.${level}`),
  });
}

/** Waiting for a day warns, for two days insists. */
function age({ now, oldestAt }: Situation): Matter | null {
  const days = oldestAt === null ? 0 : Math.floor((now - oldestAt) / dayMs);
  if (days < 1) return null;
  const isLong = days >= 2;
  return matter({
    kind: 'age',
    level: isLong ? 'insist' : 'warn',
    key: isLong ? `days-${days}` : 'day',
    say: (t) => t(isLong ? 'incidents.attention.oldTwoDays' : 'incidents.attention.oldDay'),
  });
}

/** A change for good: one that lasts, or an end after which no relapse has come. */
function grade({ now, incidents, waiting }: Situation, opened: readonly number[]): Matter | null {
  const lasting = incidents.filter(({ endedAt }) => endedAt === null);
  const untold = lasting.filter(({ id }) => !opened.includes(id));
  const worst = (untold.length > 0 ? untold : lasting).toSorted(bySeverity)[0];
  if (worst !== undefined) {
    const { side, channels, grade: how } = worst;
    const key = lasting.map(({ id, grade: each }) => `${id}-${each}`).join(' ');
    return {
      kind: 'grade',
      level: how === 'slow' ? 'tell' : 'warn',
      key,
      isNews: (before) => before !== key,
      begun: lasting.map(({ id }) => id),
      over: [],
      say: (t) =>
        t(`incidents.attention.opened.${side}`, {
          channels: channels.map((channel) => t(`incidents.channel.${channel}`)).join(', '),
          grade: t(`incidents.grade.${how}`),
        }),
    };
  }
  const over = incidents.filter(
    ({ id, endedAt }) => opened.includes(id) && endedAt !== null && now - endedAt >= relapseMs,
  );
  const last = over.toSorted((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0))[0];
  if (last?.endedAt == null) return null;
  const lasted = last.endedAt - last.startedAt;
  const key = `over ${over.map(({ id }) => id).join(' ')}`;
  return {
    kind: 'grade',
    level: 'tell',
    key,
    isNews: (before) => before !== key,
    begun: [],
    over: over.map(({ id }) => id),
    say: (t) =>
      waiting === 0
        ? t('incidents.attention.closed', { span: spanInWords(t, lasted) })
        : t('incidents.attention.closedWaiting', {
            span: spanInWords(t, lasted),
            count: waiting,
            n: waiting,
          }),
  };
}

const severity: readonly ChannelGrade[] = ['stopped', 'degraded', 'slow', 'working', 'unknown'];

function bySeverity(a: Notable, b: Notable): number {
  return severity.indexOf(a.grade) - severity.indexOf(b.grade) || a.id - b.id;
}

function person({ person: n }: Situation): Matter | null {
  if (n === 0) return null;
  return matter({
    kind: 'person',
    level: 'tell',
    key: String(n),
    // Fewer are no news: they were looked at.
    isNews: (before) => !(Number(before) >= n && before !== ''),
    say: (t) => t('incidents.attention.person', { count: n, n }),
  });
}

/** A span in whole minutes, hours or days. */
export function spanInWords(t: Translate, ms: number): string {
  const n = Math.max(1, Math.round(ms / 60_000));
  if (n < 60) return t('screens.time.minutes', { n });
  const hours = Math.floor(n / 60);
  if (hours >= 48) return t('screens.time.days', { n: Math.floor(hours / 24) });
  if (n % 60 === 0) return t('screens.time.hours', { n: hours });
  return t('screens.time.hoursMinutes', { h: hours, m: n % 60 });
}

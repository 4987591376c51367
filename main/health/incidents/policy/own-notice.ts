import type { DrainPlan, OwnNotice } from '../../../../shared/contract/index.ts';
import { createTranslate, type Language, type Translate } from '../../../../shared/i18n/index.ts';
import type { Channel, ChannelGrade, ChannelState } from '../../../../shared/sync/channels.ts';
import type { Incident } from '../../../../shared/sync/incidents.ts';
import type { EpochMs } from '../../../../shared/time.ts';
import { gradesOf, type IllChannel } from './grades-of.ts';
import { explains } from './sides.ts';
import { isIll } from './spell.ts';

/** What an own notice is written from. */
export interface NoticeFacts {
  at: EpochMs;
  office: string | null;
  incident: Incident;
  /** How each channel is now; one that is not there was not measured. */
  states: readonly ChannelState[];
  /** Filings whose turn has not come. */
  waiting: number;
  /** Filings that were sent and are asked about. */
  unanswered: number;
  /** `null` where it could not be worked out. */
  drain: DrainPlan | null;
}

/**
 * Own notice (자체 알림문): what we measured, in words that can be forwarded to a shipper (화주).
 * Nothing is claimed that was not measured.
 */
export function writeNotice(facts: NoticeFacts): OwnNotice {
  return { at: facts.at, ko: inWords(facts, 'ko'), en: inWords(facts, 'en') };
}

/** What an incident comes to for somebody who waits for a declaration. */
export type NoticeKind =
  | 'network'
  | 'network-partly'
  | 'names'
  | 'names-partly'
  | 'sending-program'
  | 'sending-program-partly'
  | 'stopped'
  | 'degraded'
  | 'slow'
  | 'answers'
  | 'open-api';

export function noticeKind(ill: readonly IllChannel[]): NoticeKind {
  const gradeOf = (channel: Channel): ChannelGrade | null =>
    ill.find((each) => each.channel === channel)?.grade ?? null;
  for (const near of ['network', 'names', 'sending-program'] as const) {
    const grade = gradeOf(near);
    if (grade !== null) return grade === 'stopped' ? near : `${near}-partly`;
  }
  const declarations = gradeOf('declarations');
  if (declarations === 'stopped' || declarations === 'degraded' || declarations === 'slow')
    return declarations;
  return gradeOf('inquiries') === null && gradeOf('notices') === null ? 'open-api' : 'answers';
}

function inWords(facts: NoticeFacts, language: Language): string {
  const words = { t: createTranslate(language), clock: clockOf(language) };
  const paragraphs = [
    lead(facts, words),
    facts.incident.endedAt === null ? illNow(facts, words) : [],
    wellNow(facts, words),
    waits(facts, words),
    ends(facts, words),
    official(facts, words),
    todo(facts, words),
    [words.t('incidents.notice.foot')],
  ];
  const { t, clock } = words;
  const head =
    facts.office === null
      ? t('incidents.notice.head', { at: clock(facts.at) })
      : t('incidents.notice.headOf', { at: clock(facts.at), office: facts.office });
  return [[head], ...paragraphs]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

interface Words {
  t: Translate;
  clock(at: EpochMs): string;
}

/** What is ill now; of an incident that is over, what was. What is hidden behind it is not seen. */
function illOf({ incident }: NoticeFacts): IllChannel[] {
  const ill = gradesOf(incident.changes, incident.endedAt === null ? 'now' : 'worst');
  return ill.filter(({ channel }) => !ill.some((other) => explains(other.channel, channel)));
}

/** A channel as a shipper may call it. */
function named(t: Translate, channel: Channel): string {
  return channel === 'network' ? t('incidents.notice.network') : t(`incidents.channel.${channel}`);
}

function lead(facts: NoticeFacts, { t, clock }: Words): string[] {
  const { incident } = facts;
  const ill = illOf(facts);
  const kind = noticeKind(ill);
  const since = clock(incident.startedAt);
  if (incident.endedAt !== null) {
    const what = ill
      .map(({ channel, grade }) => `${named(t, channel)} ${t(`incidents.grade.${grade}`)}`)
      .join(', ');
    return [t('incidents.notice.over', { since, until: clock(incident.endedAt), what })];
  }
  return [
    t(`incidents.notice.lead.${kind}`, { since }),
    ...(incident.confidence === 'low' ? [t('incidents.notice.unsure')] : []),
    ...(kind === 'network' || kind === 'network-partly' ? [] : [measured(facts, t, 'network')]),
    ...(kind === 'open-api' || kind === 'answers' ? [measured(facts, t, 'declarations')] : []),
  ].filter((line) => line !== '');
}

/** Whether a channel was found working, found ill (then it stands elsewhere), or was not measured. */
function measured(
  { states }: NoticeFacts,
  t: Translate,
  channel: 'network' | 'declarations',
): string {
  const grade = states.find((each) => each.channel === channel)?.grade ?? 'unknown';
  if (grade === 'working') return t(`incidents.notice.${channel}Good`);
  return grade === 'unknown' ? t(`incidents.notice.${channel}Unknown`) : '';
}

function illNow(facts: NoticeFacts, { t, clock }: Words): string[] {
  return [
    t('incidents.notice.wrong'),
    ...illOf(facts).map(({ channel, grade, since }) =>
      t('incidents.notice.wrongLine', {
        channel: named(t, channel),
        grade: t(`incidents.grade.${grade}`),
        since: clock(since),
      }),
    ),
  ];
}

/** Channels that a shipper is told of though nobody measured them. */
const always: readonly Channel[] = ['declarations', 'inquiries', 'notices'];

function wellNow(facts: NoticeFacts, { t }: Words): string[] {
  const { states, incident } = facts;
  const ill = incident.endedAt === null ? illOf(facts).map(({ channel }) => channel) : [];
  const list = (channels: readonly Channel[]): string =>
    channels.map((channel) => named(t, channel)).join(', ');
  const well = states.filter(({ grade }) => grade === 'working').map(({ channel }) => channel);
  const isSeen = (channel: Channel): boolean =>
    !ill.some((near) => explains(near, channel)) &&
    states.some(
      (each) => each.channel === channel && (each.grade === 'working' || isIll(each.grade)),
    );
  const unseen = always.filter((channel) => !isSeen(channel) && !ill.includes(channel));
  const works = well.filter(
    (channel) => !ill.includes(channel) && !ill.some((near) => explains(near, channel)),
  );
  return [
    t('incidents.notice.right'),
    works.length === 0
      ? t('incidents.notice.rightNone')
      : t('incidents.notice.rightLine', { channels: list(works) }),
    ...(unseen.length === 0 ? [] : [t('incidents.notice.unseen', { channels: list(unseen) })]),
  ];
}

function waits({ waiting, unanswered }: NoticeFacts, { t }: Words): string[] {
  const lines = [
    waiting === 0 ? null : t('incidents.notice.waitingCount', { count: waiting, n: waiting }),
    unanswered === 0
      ? null
      : t('incidents.notice.unanswered', { count: unanswered, n: unanswered }),
  ].filter((line) => line !== null);
  const none = [t('incidents.notice.waitingNone')];
  return [t('incidents.notice.waiting'), ...(lines.length === 0 ? none : lines)];
}

function ends({ waiting, drain }: NoticeFacts, { t, clock }: Words): string[] {
  const title = t('incidents.notice.end');
  if (waiting === 0) return [title, t('incidents.notice.endNothing')];
  if (drain === null || !drain.end.known) return [title, t('incidents.notice.endUnknown')];
  const { from, to } = drain.end.span;
  return [title, t('incidents.notice.endSpan', { from: clock(from), to: clock(to) })];
}

/** The newest official notice that a person has put beside it. */
function official({ incident: { remarks } }: NoticeFacts, { t, clock }: Words): string[] {
  const newest = remarks.findLast(({ kind }) => kind === 'official-notice');
  if (newest === undefined) return [];
  const { text, ticket, link, seenAt } = newest;
  return [
    t('incidents.notice.official'),
    ...(text === '' ? [] : [t('incidents.notice.officialLine', { text })]),
    ...(ticket === null ? [] : [t('incidents.notice.officialTicket', { ticket })]),
    ...(link === null ? [] : [`- ${link}`]),
    ...(seenAt === null ? [] : [t('incidents.notice.officialSeen', { at: clock(seenAt) })]),
  ];
}

function todo(facts: NoticeFacts, { t }: Words): string[] {
  const title = t('incidents.notice.todo');
  const { incident, waiting } = facts;
  if (incident.endedAt !== null) return [title, t('incidents.notice.todoOver')];
  const isPcccIll = illOf(facts).some(({ channel }) => channel === 'open-api-pccc');
  return [
    title,
    t('incidents.notice.todoNothing'),
    ...(waiting === 0 ? [] : [t('incidents.notice.todoUrgent')]),
    ...(isPcccIll ? [t('incidents.notice.todoPccc')] : []),
  ];
}

/** Day and time in Korea, as a letter has them. */
function clockOf(language: Language): (at: EpochMs) => string {
  const format = new Intl.DateTimeFormat(language === 'ko' ? 'ko-KR' : 'en-GB', {
    timeZone: 'Asia/Seoul',
    month: language === 'ko' ? 'long' : 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (at) => format.format(at);
}

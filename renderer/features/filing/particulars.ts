import { causes, outcomeKinds } from '../../../shared/filing/attempts.ts';
import type { TimelineEntry } from '../../../shared/filing/detail.ts';
import { priorities } from '../../../shared/filing/filing.ts';
import { formatDeclarationNo, readDeclarationNo } from '../../../shared/filing/numbers.ts';
import { customsStates } from '../../../shared/filing/states.ts';
import { directiveStepSchema } from '../../../shared/sync/directives.ts';
import { epochMs, type EpochMs } from '../../../shared/time.ts';
import type { Text } from '../../app/text.tsx';
import { whyInWords } from '../stale/findings.ts';

type Data = TimelineEntry['data'];

/** What an entry of the journal tells beyond its kind, as far as a person can use it. */
export function particularsOf(
  { kind, data }: Pick<TimelineEntry, 'kind' | 'data'>,
  text: Text,
  now: EpochMs,
): string[] {
  switch (kind) {
    case 'checked':
      return checked(data, text);
    case 'went-stale':
    case 'recomputed':
      return findings(data, text);
    case 'renumbered':
      return renumbered(data, text);
    case 'filed-elsewhere':
      return elsewhere(data, text, now);
    case 'ordered':
    case 'order-undone':
      return ordered(data, text);
    case 'cargo-arrived':
      return arrived(data, text);
    case 'deadline-moved':
      return typeof data['from'] === 'string' && typeof data['to'] === 'string'
        ? [`${data['from']} → ${data['to']}`]
        : [];
    default:
      return plain(data, text);
  }
}

const checks = ['pccc', 'exchange-rate', 'deadline'] as const;
const results = ['not-checked', 'accepted', 'mismatch', 'answered-again'] as const;

function checked(data: Data, { t }: Text): string[] {
  const check = checks.find((candidate) => candidate === data['check']);
  const result = results.find((candidate) => candidate === data['result']);
  const why = typeof data['why'] === 'string' ? whyInWords(data['why'], t) : '';
  return [
    check === undefined ? '' : t(`panel.timeline.check.${check}`),
    result === undefined ? '' : t(`panel.timeline.result.${result}`),
    why,
  ].filter((words) => words !== '');
}

const findingKinds = [
  'exchange-rate',
  'exchange-rate-unchecked',
  'pccc-mismatch',
  'pccc-unchecked',
  'deadline-passed',
  'not-recomputable',
] as const;

function findings(data: Data, { t }: Text): string[] {
  const found = String(data['findings'] ?? '').split(' ');
  return findingKinds
    .filter((kind) => found.includes(kind))
    .map((kind) => t(`panel.timeline.finding.${kind}`));
}

function renumbered(data: Data, { t }: Text): string[] {
  return [
    ...numbered(data['from'], (no) => t('panel.number.old', { no })),
    ...numbered(data['to'], (no) => t('panel.number.new', { no })),
  ];
}

function numbered(value: Data[string] | undefined, say: (no: string) => string): string[] {
  const no = typeof value === 'string' ? readDeclarationNo(value) : null;
  return no === null ? [] : [say(formatDeclarationNo(no))];
}

function elsewhere(data: Data, { t, format }: Text, now: EpochMs): string[] {
  const { place, number, filedAt, note } = data;
  const at = typeof filedAt === 'number' ? format.clock(epochMs(filedAt), now) : null;
  return [
    typeof place === 'string' ? place : '',
    at === null ? '' : t('panel.timeline.filedAt', { at }),
    typeof number === 'string' ? t('panel.timeline.elsewhereNo', { no: number }) : '',
    typeof note === 'string' ? note : '',
  ].filter((words) => words !== '');
}

function ordered(data: Data, { t }: Text): string[] {
  const step = directiveStepSchema.safeParse(data['step']);
  return [
    typeof data['directive'] === 'number'
      ? t('directives.filing.by', { no: data['directive'] })
      : '',
    step.success ? t(`directives.step.${step.data}`) : '',
  ].filter((words) => words !== '');
}

function arrived(data: Data, { t }: Text): string[] {
  const { warehousedOn, deadline } = data;
  return [
    typeof warehousedOn === 'string' ? t('panel.timeline.arrived', { day: warehousedOn }) : '',
    typeof deadline === 'string' ? t('panel.timeline.deadline', { day: deadline }) : '',
  ].filter((words) => words !== '');
}

function plain(data: Data, { t, format }: Text): string[] {
  const { attempt, origin, n } = data;
  const outcome = outcomeKinds.find((candidate) => candidate === data['outcome']);
  const cause = causes.find((candidate) => candidate === data['cause']);
  const priority = priorities.find((candidate) => candidate === data['priority']);
  const word = customsStates.find((candidate) => candidate === data['word']);
  const words: string[] = [];
  if (word !== undefined) words.push(t(`states.customs.${word}`));
  if ((attempt === 'send' || attempt === 'inquiry') && typeof n === 'number')
    words.push(`${t(`states.attempt.${attempt}`)} ${n}`);
  if (outcome !== undefined) words.push(t(`states.outcome.${outcome}`));
  if (cause !== undefined) words.push(t(`states.cause.${cause}`));
  if (typeof data['retryAfterMs'] === 'number')
    words.push(t('screens.filing.retryAfter', { span: format.span(data['retryAfterMs']) }));
  if (priority !== undefined) words.push(t(`screens.priorities.${priority}`));
  if (typeof data['declaredOn'] === 'string')
    words.push(t('screens.filing.declaredOn', { day: data['declaredOn'] }));
  if (typeof data['bytes'] === 'number')
    words.push(t('screens.filing.bytes', { n: format.count(data['bytes']) }));
  if (origin === 'practice') words.push(t('screens.filing.practiceOrigin'));
  else if (typeof origin === 'string') words.push(origin);
  if (typeof data['message'] === 'string') words.push(data['message']);
  return words;
}

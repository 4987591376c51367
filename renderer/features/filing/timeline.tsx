import type { ReactNode } from 'react';
import { causes, outcomeKinds } from '../../../shared/filing/attempts.ts';
import type { FilingDetail, TimelineEntry } from '../../../shared/filing/detail.ts';
import { customsStates } from '../../../shared/filing/states.ts';
import { priorities } from '../../../shared/filing/filing.ts';
import { engineNow } from '../../app/clock.ts';
import { useText, type Text } from '../../app/text.tsx';
import styles from './filing-panel.module.css';
import { Section } from './section.tsx';

/** The filing's journal, newest first: what happened, and where it stood afterwards. */
export function Timeline({ detail }: { detail: FilingDetail }): ReactNode {
  const text = useText();
  const { t, format } = text;
  const entries = detail.timeline.toSorted((a, b) => b.seq - a.seq);
  return (
    <Section title={t('screens.filing.timeline')}>
      <ol className={styles['timeline']}>
        {entries.map((entry) => (
          <li key={entry.seq} data-kind={entry.kind}>
            <time>{format.moment(entry.at, engineNow())}</time>
            <b>{t(`states.entry.${entry.kind}`)}</b>
            <Particulars entry={entry} text={text} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Particulars({ entry, text }: { entry: TimelineEntry; text: Text }): ReactNode {
  const words = [...particulars(entry, text), ...states(entry, text)];
  return words.length === 0 ? null : <p>{words.join(' · ')}</p>;
}

/** What an entry tells beyond its kind, as far as a person can use it. */
function particulars({ data }: TimelineEntry, { t, format }: Text): string[] {
  const kind = data['attempt'];
  const origin = data['origin'];
  const n = data['n'];
  const outcome = outcomeKinds.find((candidate) => candidate === data['outcome']);
  const cause = causes.find((candidate) => candidate === data['cause']);
  const priority = priorities.find((candidate) => candidate === data['priority']);
  const word = customsStates.find((candidate) => candidate === data['word']);
  const words: string[] = [];
  if (word !== undefined) words.push(t(`states.customs.${word}`));
  if ((kind === 'send' || kind === 'inquiry') && typeof n === 'number')
    words.push(`${t(`states.attempt.${kind}`)} ${n}`);
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

function states({ transport, customs }: TimelineEntry, { t }: Text): string[] {
  const words: string[] = [];
  if (transport !== undefined)
    words.push(`${t('screens.columns.ours')}: ${t(`states.transport.${transport}`)}`);
  if (customs !== undefined)
    words.push(`${t('screens.columns.theirs')}: ${t(`states.customs.${customs}`)}`);
  return words;
}

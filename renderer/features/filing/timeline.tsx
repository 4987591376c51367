import type { ReactNode } from 'react';
import type { FilingDetail, TimelineEntry } from '../../../shared/filing/detail.ts';
import { engineNow } from '../../app/clock.ts';
import { useText, type Text } from '../../app/text.tsx';
import styles from './filing-panel.module.css';
import { particularsOf } from './particulars.ts';
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
  const words = [...particularsOf(entry, text, engineNow()), ...states(entry, text)];
  return words.length === 0 ? null : <p>{words.join(' · ')}</p>;
}

function states({ transport, customs }: TimelineEntry, { t }: Text): string[] {
  const words: string[] = [];
  if (transport !== undefined)
    words.push(`${t('screens.columns.ours')}: ${t(`states.transport.${transport}`)}`);
  if (customs !== undefined)
    words.push(`${t('screens.columns.theirs')}: ${t(`states.customs.${customs}`)}`);
  return words;
}

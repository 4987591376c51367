import { useState, type ReactNode } from 'react';
import type { FilingDetail } from '../../../shared/filing/detail.ts';
import { daysBetween, epochMs, koreanDate, type CivilDate } from '../../../shared/time.ts';
import { engineNow, useNow } from '../../app/clock.ts';
import { useText } from '../../app/text.tsx';
import { Button } from '../../components/button.tsx';
import { Notice as NoticeBar } from '../../components/notice.tsx';
import { whatOf } from '../filings/what.ts';
import { NoticeDialog } from './document-dialog.tsx';
import { FaultList } from './faults.tsx';
import styles from './filing-panel.module.css';
import { NoticeBadge } from './notice-badge.tsx';
import { NoticeFacts } from './notice-facts.tsx';
import { Section } from './section.tsx';

type Notice = FilingDetail['notices'][number];

/** What customs has said of it, newest first; each can be seen as it came. */
export function Notices({ detail: { notices, row } }: { detail: FilingDetail }): ReactNode {
  const { t } = useText();
  const [shown, setShown] = useState<number | null>(null);
  if (notices.length === 0) return null;
  return (
    <Section title={t('screens.filing.notices')} count={notices.length}>
      <ul className={styles['notices']}>
        {notices.toReversed().map((notice) => (
          <NoticeItem key={notice.id} notice={notice} kind={row.kind} onShow={setShown} />
        ))}
      </ul>
      {shown === null ? null : <NoticeDialog id={shown} onClose={() => setShown(null)} />}
    </Section>
  );
}

function NoticeItem({
  notice,
  kind,
  onShow,
}: {
  notice: Notice;
  kind: FilingDetail['row']['kind'];
  onShow: (document: number) => void;
}): ReactNode {
  const { t, format } = useText();
  const { part, documentId } = notice;
  return (
    <li>
      <NoticeBadge kind={notice.kind} />
      {notice.code === undefined ? null : <code>{notice.code}</code>}
      <time>{format.moment(epochMs(Date.parse(notice.at)), engineNow())}</time>
      {part === undefined || part.is === 'declaration' ? null : (
        <p>{t('panel.aboutPart', { part: whatOf({ kind, part }, t) })}</p>
      )}
      {notice.answerBy === undefined ? null : <AnswerBy day={notice.answerBy} />}
      {notice.message === undefined ? null : <p>{notice.message}</p>}
      <NoticeFacts facts={notice.facts ?? []} />
      {notice.errors === undefined || notice.errors.length === 0 ? null : (
        <FaultList errors={notice.errors} />
      )}
      {documentId === undefined ? null : (
        <Button kind="quiet" onPress={() => onShow(documentId)}>
          {t('panel.raw')}
        </Button>
      )}
    </li>
  );
}

/** 보완기한: nothing in a notice presses more. */
function AnswerBy({ day }: { day: CivilDate }): ReactNode {
  const { t, format } = useText();
  const now = useNow(60_000);
  const passed = daysBetween(koreanDate(now), day) < 0;
  return (
    <NoticeBar tone={passed ? 'bad' : 'warn'} sign="clock">
      <b>{t(passed ? 'panel.answerByPassed' : 'panel.answerBy', { day: format.day(day, now) })}</b>
    </NoticeBar>
  );
}

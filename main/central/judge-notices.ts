import type { Notice } from '../../shared/filing/receipts.ts';
import { observed } from './answer.ts';
import type { Answer } from './answer.ts';
import { noticeBody, ownWordBody, pageBody } from './bodies.ts';
import type { NoticesOutcome, OwnWord } from './gateway.ts';
import { judgeCommon, notBelieved } from './judge-common.ts';
import { plainText } from './plain-text.ts';

/** What asking for notices came to. A notice that cannot be read is set aside and stops no other. */
export function judgeNotices(answer: Answer): NoticesOutcome {
  const common = judgeCommon(answer);
  if (common !== null) return common;
  if (answer.ended !== 'answered') return { ...observed(answer, answer.cause), outcome: 'unknown' };
  if (answer.status !== 200)
    return { ...observed(answer, 'unexpected-answer'), outcome: 'unknown' };
  const page = pageBody.safeParse(answer.json?.value);
  if (!page.success) return notBelieved(answer);
  const notices: Notice[] = [];
  const unreadable: string[] = [];
  for (const item of page.data.notices) {
    const notice = noticeBody.safeParse(item);
    if (notice.success) notices.push(notice.data);
    else unreadable.push(plainText(JSON.stringify(item), 2000));
  }
  return {
    ...observed(answer, 'receipt'),
    outcome: 'page',
    notices,
    next: page.data.next,
    unreadable,
  };
}

/** What the central system says of itself; `null` where it says nothing that can be read. */
export function judgeOwnWord(answer: Answer): OwnWord | null {
  if (answer.ended !== 'answered' || answer.status !== 200) return null;
  const parsed = ownWordBody.safeParse(answer.json?.value);
  return parsed.success ? parsed.data : null;
}

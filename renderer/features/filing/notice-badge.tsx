import type { ReactNode } from 'react';
import { customsWord, type NoticeKind } from '../../../shared/filing/receipts.ts';
import type { CustomsState } from '../../../shared/filing/states.ts';
import { useText } from '../../app/text.tsx';
import { Badge, CustomsBadge, type Look } from '../../components/state-badge.tsx';

const looks: Readonly<Record<Exclude<NoticeKind, CustomsState>, Look>> = {
  refused: { tone: 'bad', sign: 'cross' },
  'amendment-refused': { tone: 'bad', sign: 'cross' },
  'withdrawal-refused': { tone: 'bad', sign: 'cross' },
  information: { tone: 'plain', sign: 'paper' },
  unknown: { tone: 'unknown', sign: 'question' },
};

const isPlain = (kind: NoticeKind): kind is Exclude<NoticeKind, CustomsState> =>
  customsWord(kind) === null;

/** What a notice says, in a word: a state of customs, or one that moves none. */
export function NoticeBadge({ kind }: { kind: NoticeKind }): ReactNode {
  const { t } = useText();
  if (isPlain(kind)) return <Badge look={looks[kind]}>{t(`panel.notice.${kind}`)}</Badge>;
  return <CustomsBadge state={kind} />;
}

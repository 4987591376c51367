import type { CallHandlers } from '../../shared/port/index.ts';
import { cutoffOf, retentionGroups } from '../../shared/privacy/retention.ts';
import { epochMs } from '../../shared/time.ts';

type PrivacyHandlers = Pick<
  CallHandlers,
  | 'personal.show'
  | 'personal.document'
  | 'personal.draft'
  | 'personal.notice'
  | 'privacy.get'
  | 'privacy.remove'
>;

const now = epochMs(Date.parse('2026-11-26T09:00:00+09:00'));

/** An office with six years behind it. */
export function fakePrivacy(): PrivacyHandlers {
  const left = { imports: 1204, exports: 87, unsent: 3, notices: 0, drafts: 2, answers: 41 };
  return {
    'personal.show': () => ({ value: '홍길동' }),
    'personal.draft': () => ({ title: '홍길동 · LED DESK LAMP' }),
    'personal.notice': () => ({ xml: '<wco:Name>홍길동</wco:Name>' }),
    'personal.document': () => ({ xml: '<name>홍길동</name>' }),
    'privacy.get': () => ({
      folder: '/home/naru/.local/share/naru',
      stored: [
        { what: 'filings', count: 48_210 },
        { what: 'journal', count: 391_554 },
        { what: 'notices', count: 60_118 },
        { what: 'drafts', count: 6 },
        { what: 'answers', count: 812 },
      ],
      places: [
        { name: 'naru.db', bytes: 812_000_000 },
        { name: 'practice.db', bytes: 4_100_000 },
        { name: 'evidence', bytes: 12_000_000 },
      ],
      removable: retentionGroups.map((group) => ({
        group,
        count: left[group],
        cutoff: cutoffOf(group, now),
        oldest: left[group] === 0 ? null : epochMs(Date.parse('2020-03-02T00:00:00Z')),
      })),
    }),
    'privacy.remove': ({ group, count }) => {
      left[group] = 0;
      return { removed: count };
    },
  };
}

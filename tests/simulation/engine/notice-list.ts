import type { Part } from '../../../shared/filing/part.ts';
import type { Notice, NoticeKind } from '../../../shared/filing/receipts.ts';

/** What customs decides, told in a list that is read from a place on; each notice at least once. */
export interface NoticeList {
  add(declarationNo: string, part: Part, kind: NoticeKind, at: number): void;
  page(after: string | null, limit: number, repeat: boolean): { notices: Notice[]; next: string };
  readonly length: number;
}

/** Notices before the place that was read last are kept this far back. */
const keptBehind = 400;

export function noticeList(): NoticeList {
  let notices: Notice[] = [];
  /** How many were dropped, because the office has them. */
  let dropped = 0;
  return {
    get length() {
      return dropped + notices.length;
    },
    add(declarationNo, part, kind, at) {
      notices.push({
        id: `N${dropped + notices.length + 1}`,
        declarationNo,
        kind,
        at: new Date(at).toISOString(),
        ...(part.is === 'declaration' ? {} : { part }),
      });
    },
    page(after, limit, repeat) {
      const had = Number(after ?? 0);
      if (had - dropped > 2 * keptBehind) {
        const drop = had - dropped - keptBehind;
        notices = notices.slice(drop);
        dropped += drop;
      }
      // While there is something new, what was told last may come again.
      const isNew = had < dropped + notices.length;
      const from = Math.max(0, had - dropped - (repeat && isNew ? 3 : 0));
      const page = notices.slice(from, from + limit);
      return { notices: page, next: String(dropped + from + page.length) };
    },
  };
}

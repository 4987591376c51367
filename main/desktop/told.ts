import type { DesktopSettings } from '../../shared/desktop/host-calls.ts';
import type { Translate, Language } from '../../shared/i18n/index.ts';
import type { Attention } from '../../shared/sync/attention.ts';

/** What may be worth a notice of the system. How often the first kind comes is the engine's to decide. */
export type News =
  | { is: 'attention'; attention: Attention }
  | { is: 'engine-crashed' }
  | { is: 'engine-keeps-crashing' }
  | { is: 'page-keeps-crashing' }
  | { is: 'went-to-tray' }
  | { is: 'ending'; seconds: number };

export interface Told {
  title: string;
  body: string;
  /** Where a click leads; `null`: to whatever is shown. */
  address: string | null;
  /** Stays until it is put away. */
  isPressing: boolean;
}

export interface TellingAt {
  t: Translate;
  language: Language;
  /** In front, the window's own bar tells it. */
  isInFront: boolean;
  wish: DesktopSettings['notifications'];
}

/** Where the matter of a line is looked at. */
const addresses: Readonly<Record<Attention['kind'], string>> = {
  grade: '#/incidents',
  deadline: '#/deadlines',
  person: '#/filings/attention',
  age: '#/unanswered',
  disk: '#/program',
};

/** The one place that decides whether the system tells something, and in what words; `null`: it does not. */
export function toldOutside(news: News, { t, language, isInFront, wish }: TellingAt): Told | null {
  const title = t('desktop.tray.name');
  const isPressing =
    news.is === 'attention'
      ? news.attention.level === 'insist'
      : news.is.endsWith('keeps-crashing');
  // What comes of the person's own doing is said whatever is wished: it explains what just happened.
  const isOwnDoing = news.is === 'went-to-tray' || news.is === 'ending';
  if (!isOwnDoing) {
    if (isInFront || wish === 'none') return null;
    if (wish === 'pressing' && !isPressing) return null;
  }
  if (news.is === 'attention') {
    const { kind } = news.attention;
    return { title, body: news.attention[language], address: addresses[kind], isPressing };
  }
  const seconds = news.is === 'ending' ? news.seconds : 0;
  return { title, body: t(`desktop.told.${news.is}`, { seconds }), address: null, isPressing };
}

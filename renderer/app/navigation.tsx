import type { ReactNode } from 'react';
import { viewStates, views, type View } from '../../shared/contract/view.ts';
import { transportStates } from '../../shared/filing/states.ts';
import type { SyncState } from '../../shared/sync/sync-state.ts';
import { Key } from '../components/key.tsx';
import { Brand } from './brand.tsx';
import styles from './navigation.module.css';
import { addressOf, goTo, type Route } from './route.ts';
import { useSync } from './session-context.tsx';
import { useShortcuts, type Shortcuts } from './shortcuts.ts';
import { useText } from './text.tsx';

/** Views in the list of places; what went stale has a screen of its own. */
const listed = views.filter((view) => view !== 'recheck');
/** The digit of each view, after 1 for the overview. */
const viewDigits: Readonly<Record<Exclude<View, 'recheck'>, string>> = {
  all: '2',
  queued: '3',
  unconfirmed: '4',
  attention: '5',
  acknowledged: '6',
  'documents-required': '7',
  released: '8',
  held: '9',
  cancelled: '0',
};

export function Navigation({ route }: { route: Route }): ReactNode {
  const { t } = useText();
  useShortcuts(places);
  return (
    <nav className={styles['navigation']} aria-label={t('screens.nav.label')}>
      <div className={styles['brand']}>
        <Brand />
      </div>
      <Place to={{ screen: 'overview' }} current={route} digit="1">
        {t('screens.nav.overview')}
      </Place>
      <Place to={{ screen: 'drafts' }} current={route} digit="N">
        {t('editor.drafts.nav')}
      </Place>
      <h2 className={styles['group']}>{t('screens.nav.filings')}</h2>
      {listed.map((view) => (
        <Place
          key={view}
          to={{ screen: 'filings', view, open: null }}
          current={route}
          digit={viewDigits[view]}
          count={<ViewCount view={view} />}
        >
          {t(`screens.views.${view}`)}
        </Place>
      ))}
      <Place
        to={{ screen: 'recheck', open: null }}
        current={route}
        digit="K"
        count={<ViewCount view="recheck" />}
      >
        {t('stale.nav')}
      </Place>
      <Place to={{ screen: 'pccc' }} current={route} digit="P">
        {t('stale.navPccc')}
      </Place>
      <Place to={{ screen: 'deadlines' }} current={route} digit="D">
        {t('deadlines.nav')}
      </Place>
      <Place to={{ screen: 'incidents', open: null }} current={route} digit="O">
        {t('incidents.nav')}
      </Place>
      <Place to={{ screen: 'directives', open: null }} current={route} digit="J">
        {t('directives.nav')}
      </Place>
      <Place to={{ screen: 'unanswered' }} current={route} digit="W">
        {t('watch.nav')}
      </Place>
      <h2 className={styles['group']}>{t('screens.nav.office')}</h2>
      <Place to={{ screen: 'intake' }} current={route} digit="I">
        {t('screens.nav.intake')}
      </Place>
      <Place to={{ screen: 'evidence' }} current={route} digit="V">
        {t('evidence.nav')}
      </Place>
      <Place to={{ screen: 'backup' }} current={route} digit="B">
        {t('backup.nav')}
      </Place>
      <Place to={{ screen: 'stray' }} current={route} digit="M">
        {t('panel.stray.nav')}
      </Place>
      <Place to={{ screen: 'health' }} current={route} digit="L">
        {t('health.nav')}
      </Place>
      <Place to={{ screen: 'drills', sheet: null }} current={route} digit="Q">
        {t('drill.nav')}
      </Place>
      <Place to={{ screen: 'privacy' }} current={route} digit="Y">
        {t('privacy.nav')}
      </Place>
      <Place to={{ screen: 'settings' }} current={route} digit="S">
        {t('screens.nav.settings')}
      </Place>
      <Place to={{ screen: 'program' }} current={route} digit="G">
        {t('program.nav')}
      </Place>
      <Place to={{ screen: 'help', page: 'first-day' }} current={route} digit="F">
        {t('help.nav')}
      </Place>
      <Office />
    </nav>
  );
}

function Place({
  to,
  current,
  digit,
  count,
  children,
}: {
  to: Route;
  current: Route;
  digit: string;
  count?: ReactNode;
  children: ReactNode;
}): ReactNode {
  const here =
    to.screen === 'filings'
      ? current.screen === 'filings' && current.view === to.view
      : current.screen === to.screen ||
        (to.screen === 'drafts' && current.screen === 'editor') ||
        (to.screen === 'incidents' && current.screen === 'affected');
  return (
    <a
      className={styles['place']}
      href={addressOf(to)}
      aria-current={here ? 'page' : undefined}
      aria-keyshortcuts={digit}
    >
      <span className={styles['name']}>{children}</span>
      {count}
      <Key name={digit} />
    </a>
  );
}

function ViewCount({ view }: { view: View }): ReactNode {
  const { format } = useText();
  const count = useSync((sync) => countOf(sync, view));
  return (
    <b className={styles['count']} data-none={count === 0} data-view={view}>
      {format.count(count)}
    </b>
  );
}

function Office(): ReactNode {
  const { t } = useText();
  const name = useSync((sync) => sync.office?.name ?? null);
  const declarant = useSync((sync) => sync.office?.declarant ?? null);
  return (
    <a className={styles['office']} href={addressOf({ screen: 'settings' })}>
      <b>{name ?? t('screens.nav.noOffice')}</b>
      <span>{declarant === null ? t('screens.nav.setOffice') : declarant}</span>
    </a>
  );
}

/** How many filings a view holds, from the engine's counts. */
export function countOf({ counts }: SyncState, view: View): number {
  const { transport, customs } = viewStates[view];
  if (customs !== undefined) return sum(customs.map((state) => counts.customs[state]));
  return sum((transport ?? transportStates).map((state) => counts.transport[state]));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

const places: Shortcuts = {
  Digit1: () => goTo({ screen: 'overview' }),
  Numpad1: () => goTo({ screen: 'overview' }),
  KeyK: () => goTo({ screen: 'recheck', open: null }),
  KeyP: () => goTo({ screen: 'pccc' }),
  KeyD: () => goTo({ screen: 'deadlines' }),
  KeyO: () => goTo({ screen: 'incidents', open: null }),
  KeyJ: () => goTo({ screen: 'directives', open: null }),
  KeyW: () => goTo({ screen: 'unanswered' }),
  KeyV: () => goTo({ screen: 'evidence' }),
  KeyB: () => goTo({ screen: 'backup' }),
  KeyM: () => goTo({ screen: 'stray' }),
  KeyN: () => goTo({ screen: 'drafts' }),
  KeyI: () => goTo({ screen: 'intake' }),
  KeyL: () => goTo({ screen: 'health' }),
  KeyQ: () => goTo({ screen: 'drills', sheet: null }),
  KeyY: () => goTo({ screen: 'privacy' }),
  KeyS: () => goTo({ screen: 'settings' }),
  KeyG: () => goTo({ screen: 'program' }),
  KeyF: () => goTo({ screen: 'help', page: 'first-day' }),
  ...Object.fromEntries(
    listed.flatMap((view) =>
      ['Digit', 'Numpad'].map((row) => [
        `${row}${viewDigits[view]}`,
        () => goTo({ screen: 'filings', view, open: null }),
      ]),
    ),
  ),
};

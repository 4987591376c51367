import type { Translate } from '../../../shared/i18n/index.ts';
import type { MenuEntry } from '../menu/menu-entry.ts';
import type { TrayState } from './tray-state.ts';

/** Windows shows no more than this of a tooltip. */
const longestTooltip = 127;

/** The state and the counts in two lines. */
export function trayTooltip(t: Translate, state: TrayState): string {
  const name = t(state.isPractice ? 'desktop.tray.practice' : 'desktop.tray.name');
  return [`${name} · ${t(`desktop.tray.word.${state.word}`)}`, ...countLines(t, state)]
    .join('\n')
    .slice(0, longestTooltip);
}

function countLines(t: Translate, { waiting, unconfirmed, person }: TrayState): string[] {
  const counts = [
    ['waiting', waiting],
    ['unconfirmed', unconfirmed],
    ['person', person],
  ] as const;
  return counts
    .filter(([, n]) => n > 0)
    .map(([name, n]) => t(`desktop.tray.count.${name}`, { count: n, n }));
}

/** The menu of the tray: how things are, where to look, and the end. */
export function trayMenu(t: Translate, state: TrayState): MenuEntry[] {
  const counts = [
    ['waiting', state.waiting, '#/filings/queued'],
    ['unconfirmed', state.unconfirmed, '#/filings/unconfirmed'],
    ['person', state.person, '#/filings/attention'],
  ] as const;
  return [
    { label: t(`desktop.tray.word.${state.word}`), isEnabled: false },
    ...counts.map(([name, n, address]): MenuEntry => ({
      label: t(`desktop.tray.count.${name}`, { count: n, n }),
      does: { is: 'go', address },
    })),
    'line',
    { label: t('desktop.tray.open'), does: { is: 'show' } },
    { label: t('desktop.menu.openFiles'), does: { is: 'open-files' } },
    { label: t('desktop.menu.settings'), does: { is: 'go', address: '#/settings' } },
    'line',
    { label: t('desktop.menu.quit'), does: { is: 'quit' } },
  ];
}

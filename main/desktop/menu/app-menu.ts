import type { Translate } from '../../../shared/i18n/index.ts';
import type { MenuAct, MenuEntry, MenuRole } from './menu-entry.ts';

/** Screens in the menu, with the digit that opens them together with Ctrl (⌘ on macOS). */
const screens = [
  ['screens.nav.overview', '#/', '1'],
  ['screens.views.all', '#/filings/all', '2'],
  ['screens.views.queued', '#/filings/queued', '3'],
  ['screens.views.unconfirmed', '#/filings/unconfirmed', '4'],
  ['screens.views.attention', '#/filings/attention', '5'],
  ['deadlines.nav', '#/deadlines', '6'],
  ['incidents.nav', '#/incidents', '7'],
  ['health.nav', '#/health', '8'],
  ['screens.nav.intake', '#/intake', '9'],
] as const;

/** The menu of the application, in the language of the interface. */
export function appMenu(t: Translate, platform: string): MenuEntry[] {
  const isMac = platform === 'darwin';
  const role = (role: MenuRole, keys?: string): MenuEntry => ({
    label: t(`desktop.menu.${role}`),
    role,
    ...(keys === undefined ? {} : { keys }),
  });
  const act = (
    name: 'openFiles' | 'settings' | 'closeWindow' | 'quit',
    does: MenuAct,
    keys: string,
  ) => ({
    label: t(`desktop.menu.${name}`),
    does,
    keys,
  });
  const settings = act('settings', { is: 'go', address: '#/settings' }, 'CmdOrCtrl+,');
  const quit = act('quit', { is: 'quit' }, 'CmdOrCtrl+Q');
  const application: MenuEntry = {
    label: t('desktop.menu.name'),
    entries: [
      role('about'),
      'line',
      settings,
      'line',
      role('services'),
      'line',
      role('hide'),
      role('hideOthers'),
      role('unhide'),
      'line',
      quit,
    ],
  };
  return [
    ...(isMac ? [application] : []),
    {
      label: t('desktop.menu.file'),
      entries: [
        act('openFiles', { is: 'open-files' }, 'CmdOrCtrl+O'),
        'line',
        act('closeWindow', { is: 'close-window' }, 'CmdOrCtrl+W'),
        ...(isMac ? [] : (['line', settings, 'line', quit] satisfies MenuEntry[])),
      ],
    },
    {
      label: t('desktop.menu.edit'),
      entries: [
        role('undo'),
        role('redo'),
        'line',
        role('cut'),
        role('copy'),
        role('paste'),
        role('pasteAndMatchStyle'),
        'line',
        role('selectAll'),
      ],
    },
    {
      label: t('desktop.menu.view'),
      entries: [
        ...screens.map(([name, address, digit]): MenuEntry => ({
          label: t(name),
          does: { is: 'go', address },
          keys: `CmdOrCtrl+${digit}`,
        })),
        'line',
        role('reload'),
        role('resetZoom'),
        role('zoomIn'),
        role('zoomOut'),
        role('togglefullscreen'),
      ],
    },
    {
      label: t('desktop.menu.window'),
      entries: [role('minimize'), ...(isMac ? [role('front')] : [])],
    },
    {
      label: t('desktop.menu.help'),
      entries: [
        {
          label: t('desktop.menu.unipass'),
          does: { is: 'outside', address: 'https://unipass.customs.go.kr/' },
        },
        ...(isMac ? [] : (['line', role('about')] satisfies MenuEntry[])),
      ],
    },
  ];
}

/** What is under the pointer, as far as a menu depends on it. */
export interface UnderPointer {
  isEditable: boolean;
  selectionText: string;
  editFlags: {
    canUndo: boolean;
    canRedo: boolean;
    canCut: boolean;
    canCopy: boolean;
    canPaste: boolean;
    canSelectAll: boolean;
  };
}

/** The menu of the second mouse button; empty where there is nothing to do. */
export function contextMenu(t: Translate, under: UnderPointer): MenuEntry[] {
  const { editFlags: can } = under;
  const entry = (role: MenuRole, isEnabled: boolean): MenuEntry => ({
    label: t(`desktop.menu.${role}`),
    role,
    isEnabled,
  });
  if (under.isEditable)
    return [
      entry('undo', can.canUndo),
      entry('redo', can.canRedo),
      'line',
      entry('cut', can.canCut),
      entry('copy', can.canCopy),
      entry('paste', can.canPaste),
      'line',
      entry('selectAll', can.canSelectAll),
    ];
  return under.selectionText.trim() === '' ? [] : [entry('copy', can.canCopy)];
}

/** What a menu does; carried out in one place. */
export type MenuAct =
  | { is: 'show' }
  | { is: 'go'; address: string }
  | { is: 'open-files' }
  | { is: 'close-window' }
  | { is: 'outside'; address: string }
  | { is: 'quit' };

/** What the browser part does by itself, with keys of its own. */
export type MenuRole =
  | 'undo'
  | 'redo'
  | 'cut'
  | 'copy'
  | 'paste'
  | 'pasteAndMatchStyle'
  | 'selectAll'
  | 'reload'
  | 'resetZoom'
  | 'zoomIn'
  | 'zoomOut'
  | 'togglefullscreen'
  | 'minimize'
  | 'about'
  | 'services'
  | 'hide'
  | 'hideOthers'
  | 'unhide'
  | 'front';

export type MenuEntry =
  | 'line'
  | {
      label: string;
      isEnabled?: boolean;
      keys?: string;
      does?: MenuAct;
      role?: MenuRole;
      entries?: MenuEntry[];
    };

/** As Electron's `Menu.buildFromTemplate` takes it. */
export interface TemplateItem {
  type?: 'separator';
  label?: string;
  enabled?: boolean;
  accelerator?: string;
  role?: MenuRole;
  click?: () => void;
  submenu?: TemplateItem[];
}

export function toTemplate(
  entries: readonly MenuEntry[],
  act: (does: MenuAct) => void,
): TemplateItem[] {
  return entries.map((entry) => {
    if (entry === 'line') return { type: 'separator' };
    const { label, isEnabled = true, keys, does, role, entries: inner } = entry;
    return {
      label,
      enabled: isEnabled,
      ...(keys === undefined ? {} : { accelerator: keys }),
      ...(role === undefined ? {} : { role }),
      ...(does === undefined ? {} : { click: () => act(does) }),
      ...(inner === undefined ? {} : { submenu: toTemplate(inner, act) }),
    };
  });
}

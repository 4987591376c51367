import { join } from 'node:path';
import { Menu, Tray } from 'electron';
import { createTranslate, type Language } from '../../../shared/i18n/index.ts';
import { toTemplate, type MenuAct } from '../menu/menu-entry.ts';
import { pictureName } from './picture-files.ts';
import { trayMenu, trayTooltip } from './tray-menu.ts';
import type { TrayState } from './tray-state.ts';

export interface TrayIcon {
  show(state: TrayState, language: Language): void;
  remove(): void;
}

/**
 * Puts Naru into the tray. The icon is changed only where something about it has: on Linux each change
 * of its menu closes one that is open.
 * @param folder of the pictures
 */
export function openTray(
  folder: string,
  platform: string,
  first: TrayState,
  act: (does: MenuAct) => void,
): TrayIcon {
  const pictureOf = ({ picture }: TrayState): string =>
    join(folder, pictureName(picture, platform));
  const tray = new Tray(pictureOf(first));
  let shown = '';
  // macOS opens the menu by a click.
  if (platform !== 'darwin') tray.on('click', () => act({ is: 'show' }));
  return {
    show(state, language) {
      const key = JSON.stringify([state, language]);
      if (key === shown) return;
      shown = key;
      const t = createTranslate(language);
      tray.setImage(pictureOf(state));
      tray.setToolTip(trayTooltip(t, state));
      tray.setContextMenu(Menu.buildFromTemplate(toTemplate(trayMenu(t, state), act)));
    },
    remove: () => tray.destroy(),
  };
}

import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { NaruError } from '../../shared/errors.ts';

/** What of Electron's `app` opens programs at login; on Linux it does nothing. */
export interface LoginApp {
  setLoginItemSettings(settings: { openAtLogin: boolean; args?: string[] }): void;
  getLoginItemSettings(options?: { args?: string[] }): { openAtLogin: boolean };
}

export interface LoginSurroundings {
  platform: string;
  /** Of the person, e.g. `~/.config`, where Linux desktops look for what they start. */
  configFolder: string;
  /** What is to be started, e.g. the AppImage. */
  program: string;
  /** Whether this is an installed program: one that is run from its sources is not opened at login. */
  isPackaged: boolean;
}

export interface LoginItem {
  readonly isOffered: boolean;
  isOn(): boolean;
  /** @throws {NaruError} `login-item-refused` */
  set(on: boolean): void;
}

/** Tells a start at login from one by a person: it shows no window. */
export const hiddenArgument = '--hidden';

/** Opens Naru when the person signs in, by the means of the platform. */
export function loginItem(app: LoginApp, at: LoginSurroundings): LoginItem {
  const isOffered = at.isPackaged;
  if (at.platform !== 'linux') {
    // Windows must be asked with the same arguments that it was told.
    const args = at.platform === 'win32' ? { args: [hiddenArgument] } : {};
    return {
      isOffered,
      isOn: () => app.getLoginItemSettings(args).openAtLogin,
      set: (on) => app.setLoginItemSettings({ openAtLogin: on, ...args }),
    };
  }
  const path = join(at.configFolder, 'autostart', 'naru.desktop');
  return {
    isOffered,
    isOn: () => existsSync(path),
    set(on) {
      try {
        if (on) {
          mkdirSync(dirname(path), { recursive: true });
          writeFileSync(path, autostartEntry(at.program));
        } else rmSync(path, { force: true });
      } catch (error) {
        const detail = error instanceof Error && 'code' in error ? String(error.code) : '';
        throw new NaruError('login-item-refused', { detail }, error);
      }
    },
  };
}

/** A desktop entry (freedesktop.org, Autostart and Desktop Entry specifications). */
export function autostartEntry(program: string): string {
  // Quoted: reserved characters are escaped, `%` is doubled, and the backslash twice (Exec key).
  const quoted = program.replaceAll(/["`$\\]/g, String.raw`\$&`).replaceAll('%', '%%');
  const exec = `"${quoted}" ${hiddenArgument}`.replaceAll('\\', '\\\\');
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Version=1.0',
    'Name=Naru',
    'Name[ko]=나루',
    `Exec=${exec}`,
    'Icon=naru',
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

import { existsSync } from 'node:fs';
import { displayTrouble } from '../../main/desktop-process.ts';
import { electronBinary, electronFolder } from '../../main/electron-binary.ts';

/** Which window the tests of the screens open: Chromium's, Electron's, or none that is there. */
export type ChosenWindow =
  | { is: 'browser' }
  /** `isPackaged`: it runs what it was packed with and nothing else. */
  | { is: 'desktop'; binary: string; isPackaged: boolean }
  | { is: 'skipped'; why: string };

/**
 * `NARU_LAUNCHER=desktop` chooses the window of Electron: the one of the package that
 * `NARU_APPLICATION` names, or the one that npm has fetched.
 */
export function chooseWindow(env: Readonly<Record<string, string | undefined>>): ChosenWindow {
  if (env['NARU_LAUNCHER'] !== 'desktop') return { is: 'browser' };
  const trouble = displayTrouble({ env, platform: process.platform }, process.getuid?.());
  if (trouble !== null) return { is: 'skipped', why: trouble };
  const packaged = env['NARU_APPLICATION'];
  if (packaged !== undefined && packaged !== '')
    return existsSync(packaged)
      ? { is: 'desktop', binary: packaged, isPackaged: true }
      : { is: 'skipped', why: `no ${packaged}` };
  const folder = electronFolder();
  const binary = folder === null ? null : electronBinary(folder);
  return binary === null
    ? { is: 'skipped', why: 'no-electron' }
    : { is: 'desktop', binary, isPackaged: false };
}

/** Tests whose pages speak with an engine of the test's. */
export const theatreTests =
  'tests/browser/{screens*,intake*,drills,evidence,security-policy}.test.ts';
/** Of these what is about the browser alone: a bridge that the test itself puts in, headers of HTTP. */
export const browserOnlyTests = 'tests/browser/{screens-desktop,security-policy}.test.ts';

/** Why the window that was chosen cannot show them; `null` where it can. */
export function theatreTrouble(chosen: ChosenWindow): string | null {
  if (chosen.is === 'skipped') return chosen.why;
  return chosen.is === 'desktop' && chosen.isPackaged ? 'a package runs its own engine' : null;
}

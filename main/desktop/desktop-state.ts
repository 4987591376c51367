import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { desktopSettingsSchema, usualDesktop } from '../../shared/desktop/host-calls.ts';
import { languages, type Language } from '../../shared/i18n/index.ts';

const schema = z.strictObject({
  settings: desktopSettingsSchema,
  /** As the page had it last; `null` before it ever told. */
  language: z.enum(languages).nullable(),
  /** Whether it was said once that closing the window does not end Naru. */
  toldOfTray: z.boolean(),
});
/** What the desktop host keeps for itself, in a file of its own. */
export type DesktopState = z.output<typeof schema>;

const first: DesktopState = { settings: usualDesktop, language: null, toldOfTray: false };

export interface DesktopMemory {
  get(): DesktopState;
  /** Takes effect at once, and at the next start where the disk takes it. */
  change(change: Partial<DesktopState>): void;
}

/** Reads the file; one that cannot be read is as none. */
export function openDesktopMemory(path: string): DesktopMemory {
  let state = read(path);
  return {
    get: () => state,
    change(change) {
      state = { ...state, ...change };
      try {
        mkdirSync(dirname(path), { recursive: true });
        // Whole or not at all: half a file would be read as none.
        writeFileSync(`${path}.new`, JSON.stringify(state));
        renameSync(`${path}.new`, path);
      } catch {
        // It holds until the program ends.
      }
    },
  };
}

function read(path: string): DesktopState {
  try {
    const parsed = schema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? parsed.data : first;
  } catch {
    return first;
  }
}

/** The language of menus before the page has told its own: Korean, unless the system speaks English. */
export function languageOf(state: DesktopState, locale: string): Language {
  return state.language ?? (locale.startsWith('en') ? 'en' : 'ko');
}

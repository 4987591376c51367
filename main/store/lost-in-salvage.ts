import { z } from 'zod';
import type { Store } from './store.ts';
import type { Tables } from './tables.ts';
import { verifyStore } from './verify.ts';

/**
 * What a salvage could not save shows in the data for ever: the chain has a gap, a filing an untold
 * end. It was told then; damage is what came since.
 */
const lostSchema = z.strictObject({ known: z.array(z.string()) });

/** Remembers all that is wrong with what was just saved, within the caller's transaction. */
export function rememberLost(tables: Tables, about: ReadonlySet<string>): void {
  const lost: z.output<typeof lostSchema> = { known: [...about] };
  tables.settings.set('salvaged', lost);
}

/**
 * Checks the data whole, as `verifyStore`, but for what a salvage has told already.
 * @throws {NaruError} as `verifyStore`
 */
export function verifySinceSalvage(store: Store): ReturnType<typeof verifyStore> {
  const stored = lostSchema.safeParse(store.read(({ settings }) => settings.get('salvaged')));
  return verifyStore(store, { except: new Set(stored.success ? stored.data.known : []) });
}

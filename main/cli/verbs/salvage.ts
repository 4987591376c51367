import { existsSync } from 'node:fs';
import { NaruError } from '../../../shared/errors.ts';
import { salvageInPlace } from '../../backup/index.ts';
import { systemClock } from '../../engine/system-clock.ts';
import { databaseFile, Store, verifyStore } from '../../store/index.ts';
import { withFolder, type Place } from '../data.ts';
import { exit, type Exit, type Face } from '../face.ts';

/** `naru salvage`: saves what can be read of a damaged database; the damaged file is kept. */
export function salvageVerb(face: Face, place: Place): Promise<Exit> {
  const { mode } = place;
  return withFolder(place, (folder) => {
    const file = databaseFile(place.folder, mode);
    if (!existsSync(file)) throw new NaruError('data-missing', { file });
    if (isWhole(file, folder.key)) {
      face.say(face.t('backup.cli.whole'));
      return exit.done;
    }
    const { key } = folder;
    const at = systemClock.now();
    const saved = salvageInPlace({ dataFolder: place.folder, mode, key, at });
    const { kept } = saved;
    folder.openStore(mode).close();
    if (face.json) face.data(saved);
    const { rows, entriesLost: lost } = saved;
    face.say(face.t('backup.cli.salvaged', { rows, lost, kept: kept ?? '–' }));
    for (const { table, gaps } of saved.tables)
      for (const { from, to } of gaps)
        face.say(face.t('backup.cli.lostRange', { table, from: from ?? '?', to: to ?? '?' }));
    for (const no of saved.filings) face.say(no);
    face.say(face.t('backup.restore.held'));
    return exit.done;
  });
}

function isWhole(file: string, key: Buffer): boolean {
  try {
    const store = new Store({ file, key, readonly: true });
    try {
      return verifyStore(store).findings.every(({ code }) => code !== 'integrity');
    } finally {
      store.close();
    }
  } catch (error) {
    if (error instanceof NaruError && error.problem.code.startsWith('data-')) return false;
    throw error;
  }
}

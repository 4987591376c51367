import { resolve } from 'node:path';
import { z } from 'zod';
import { NaruError } from '../../../shared/errors.ts';
import {
  makeBackup,
  markMoved,
  moveName,
  recipientOf,
  stayHere,
  workFolder,
} from '../../backup/index.ts';
import { systemClock } from '../../engine/system-clock.ts';
import { ceilingFile, readNumberCeiling } from '../../store/index.ts';
import { withStore, type Place } from '../data.ts';
import { exit, type Exit, type Face } from '../face.ts';
import { readPassphrase } from './passphrase.ts';
import { restoreFrom } from './restore.ts';

const actionSchema = z.enum(['out', 'in', 'stay']);
const optionsSchema = z.object({
  passphraseFile: z.string().optional(),
  yes: z.boolean().optional(),
});

/** `naru move`: makes the file for another computer, takes one in, or stays here after all. */
export function moveVerb(face: Face, place: Place, args: string[], given: unknown): Promise<Exit> {
  const { passphraseFile, yes } = optionsSchema.parse(given);
  const passphrase = readPassphrase(passphraseFile);
  switch (actionSchema.parse(args[0])) {
    case 'out':
      return moveOut(face, place, resolve(args[1] ?? '.'), passphrase);
    case 'in':
      return restoreFrom(face, place, resolve(args[1] ?? ''), passphrase, yes === true);
    case 'stay':
      return withStore(place, (store) => {
        stayHere(store, systemClock.now());
        face.say(face.t('backup.cli.stayed'));
        return exit.done;
      });
  }
}

function moveOut(
  face: Face,
  place: Place,
  folder: string,
  passphrase: string | null,
): Promise<Exit> {
  if (passphrase === null)
    throw new NaruError('wrong-input', {
      detail: `--passphrase-file: ${face.t('backup.move.passphrase')}`,
    });
  const recipient = recipientOf(passphrase);
  return withStore(place, (store) => {
    const made = systemClock.now();
    const undo = markMoved(store, made);
    try {
      const spans = readNumberCeiling(ceilingFile(place.folder, place.mode)) ?? [];
      const moved = makeBackup({
        is: 'move',
        file: store.file,
        key: store.key,
        mode: place.mode,
        made,
        folder,
        name: moveName(made),
        work: workFolder(place.folder),
        recipient,
        carried: JSON.stringify({ spans }),
        keep: null,
      });
      if (face.json) face.data(moved);
      face.say(face.t('backup.move.made', { file: moved.file }));
      return exit.done;
    } catch (error) {
      undo();
      throw error;
    }
  });
}

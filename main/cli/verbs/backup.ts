import { resolve } from 'node:path';
import { z } from 'zod';
import { NaruError } from '../../../shared/errors.ts';
import {
  keepOf,
  listBackups,
  makeBackup,
  noPlan,
  noteMade,
  readPlan,
  recipientOf,
  workFolder,
  type BackupPlan,
} from '../../backup/index.ts';
import { systemClock } from '../../engine/system-clock.ts';
import type { Store } from '../../store/index.ts';
import { withStore, type Place } from '../data.ts';
import { exit, type Exit, type Face } from '../face.ts';
import { renderTable } from '../table.ts';
import { readPassphrase } from './passphrase.ts';

const optionsSchema = z.object({
  to: z.string().optional(),
  passphraseFile: z.string().optional(),
  thisComputer: z.boolean().optional(),
  list: z.boolean().optional(),
});
type Options = z.output<typeof optionsSchema>;

/** `naru backup`: makes one now; with options it first sets where to and how it opens. */
export function backupVerb(face: Face, place: Place, _: string[], given: unknown): Promise<Exit> {
  const options = optionsSchema.parse(given);
  return withStore(place, (store) => {
    const plan = planOf(store, options);
    if (plan.folder === null) throw new NaruError('backup-none');
    if (options.list === true) return list(face, plan.folder);
    const made = makeBackup({
      is: 'backup',
      file: store.file,
      key: store.key,
      mode: place.mode,
      made: systemClock.now(),
      folder: plan.folder,
      name: null,
      work: workFolder(place.folder),
      recipient: plan.recipient,
      carried: null,
      keep: keepOf(store),
    });
    const { file, bytes, filings } = made;
    noteMade(store, { at: made.made, file, bytes, filings });
    if (face.json) face.data(made);
    face.say(face.t('backup.state.made', { file }));
    return exit.done;
  });
}

function planOf(store: Store, { to, passphraseFile, thisComputer }: Options): BackupPlan {
  const before = readPlan(store);
  const passphrase = readPassphrase(passphraseFile);
  const isChanged = to !== undefined || passphrase !== null || thisComputer === true;
  if (!isChanged) return before;
  const base = before.folder === null ? noPlan : before;
  const kept = thisComputer === true ? null : base.recipient;
  const plan: BackupPlan = {
    ...base,
    folder: to === undefined ? base.folder : resolve(to),
    recipient: passphrase === null ? kept : recipientOf(passphrase),
    setAt: systemClock.now(),
  };
  store.transaction(({ settings }) => settings.set('backup', plan));
  return plan;
}

function list(face: Face, folder: string): Exit {
  const found = listBackups(folder);
  if (face.json) {
    face.data(found.map(({ file, header }) => ({ file, made: header.made, mode: header.mode })));
    return exit.done;
  }
  if (found.length === 0) face.say(face.t('backup.list.empty'));
  else
    face.say(
      renderTable(
        [face.t('backup.list.made'), face.t('backup.state.file'), face.t('backup.list.filings')],
        found.map(({ file, header }) => [
          new Date(header.made).toISOString(),
          file,
          String(header.filings),
        ]),
      ),
    );
  return exit.done;
}

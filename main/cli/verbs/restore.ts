import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { RestorePreview } from '../../../shared/contract/backup.ts';
import { NaruError } from '../../../shared/errors.ts';
import { inspectBackup, putInPlace, workFolder } from '../../backup/index.ts';
import { systemClock } from '../../engine/system-clock.ts';
import { databaseFile } from '../../store/index.ts';
import { withFolder, type Place } from '../data.ts';
import { exit, type Exit, type Face } from '../face.ts';
import { renderTable } from '../table.ts';
import { readPassphrase } from './passphrase.ts';

const optionsSchema = z.object({
  passphraseFile: z.string().optional(),
  yes: z.boolean().optional(),
});

/** `naru restore`: shows what a backup would change; with `--yes` puts it in place. */
export function restoreVerb(
  face: Face,
  place: Place,
  args: string[],
  given: unknown,
): Promise<Exit> {
  const { passphraseFile, yes } = optionsSchema.parse(given);
  const file = resolve(args[0] ?? '');
  return restoreFrom(face, place, file, readPassphrase(passphraseFile), yes === true);
}

/** Restores from a backup, or from what another computer was moved with. */
export function restoreFrom(
  face: Face,
  place: Place,
  file: string,
  passphrase: string | null,
  isMeant: boolean,
): Promise<Exit> {
  const { mode } = place;
  return withFolder(place, (folder) => {
    const present = databaseFile(place.folder, mode);
    const database = join(workFolder(place.folder), 'restore.db');
    const { header, preview, carried } = inspectBackup({
      file,
      passphrase,
      key: folder.key,
      into: database,
      present: existsSync(present) ? present : null,
    });
    if (header.mode !== mode) throw new NaruError('backup-other-mode', { mode: header.mode });
    show(face, preview);
    if (!isMeant) {
      if (face.json) face.data(preview);
      face.say(face.t('backup.cli.preview'));
      return exit.done;
    }
    const kept = putInPlace({
      dataFolder: place.folder,
      mode,
      key: folder.key,
      database,
      why: header.is === 'move' ? 'moved' : 'restored',
      at: systemClock.now(),
      carried,
    });
    folder.openStore(mode).close();
    if (face.json) face.data({ ...preview, kept });
    face.say(
      kept === null ? face.t('backup.restore.doneNew') : face.t('backup.restore.done', { kept }),
    );
    face.say(face.t('backup.restore.held'));
    face.say(face.t('backup.restore.sentFolder'));
    return exit.done;
  });
}

function show(face: Face, { copy, present, isSameLine, unknown }: RestorePreview): void {
  const none = face.t('backup.restore.unreadable');
  const rows = [
    [face.t('backup.restore.filings'), present?.filings ?? none, copy.filings],
    [face.t('backup.restore.waiting'), present?.waiting ?? none, copy.waiting],
    [
      face.t('backup.restore.newest'),
      present === null ? none : moment(present.newestAt),
      moment(copy.newestAt),
    ],
    ...copy.numbers.map(({ year, letter, last }) => [
      face.t('backup.restore.number', { year, letter }),
      present?.numbers.find((each) => each.year === year && each.letter === letter)?.last ?? '–',
      last,
    ]),
  ];
  const headings = ['', face.t('backup.restore.now'), face.t('backup.restore.after')];
  face.say(
    renderTable(
      headings,
      rows.map((row) => row.map(String)),
    ),
  );
  if (!isSameLine) face.say(face.t('backup.restore.otherLine'));
  if (unknown.count === 0) return;
  face.say(face.t('backup.restore.unknown', { count: unknown.count }));
  for (const filing of unknown.filings) face.say(face.t('backup.cli.unknownOne', filing));
  face.say(face.t('backup.restore.unknownHint'));
}

const moment = (at: number | null): string => (at === null ? '–' : new Date(at).toISOString());

import { randomBytes } from 'node:crypto';
import { NaruError } from '../../../shared/errors.ts';
import { systemClock } from '../../engine/system-clock.ts';
import { asRecovery, passphraseWay } from '../../engine/unlock/behind-lock.ts';
import { noteKeyWay } from '../../engine/unlock/note-key-way.ts';
import {
  checkNewPassphrase,
  formatRecoveryCode,
  readKeyFile,
  readRecoveryCode,
  recoverySecret,
  wrappedKey,
  type DataFolder,
} from '../../store/index.ts';
import { withFolder, type Place } from '../data.ts';
import { exit, type Exit, type Face } from '../face.ts';
import { askSecret } from '../secrets.ts';

const keyActions = ['status', 'rotate', 'recover', 'passphrase', 'recovery-code'] as const;
type KeyAction = (typeof keyActions)[number];

/** `naru key status|rotate|recover|passphrase|recovery-code`. */
export async function keyVerb(face: Face, place: Place, [action]: string[]): Promise<Exit> {
  const wanted = keyActions.find((known) => known === action);
  if (wanted === undefined) throw new NaruError('wrong-input', { detail: action ?? '' });
  return verbs[wanted](face, place);
}

const verbs: Readonly<Record<KeyAction, (face: Face, place: Place) => Promise<Exit> | Exit>> = {
  status: tellStatus,
  rotate: (face, place) =>
    withFolder(place, (folder) => {
      const before = folder.keys.fingerprint();
      const stayed = folder.keys.rotate(systemClock.now());
      const after = folder.keys.fingerprint();
      if (face.json) face.data({ before, after, stayed });
      face.say(face.t('keys.cli.rotated', { fingerprint: after }));
      if (stayed.length > 0) {
        face.say(face.t('keys.rotate.stayed', { count: stayed.length }));
        for (const name of stayed) face.say(`  ${name}`);
      }
      return exit.done;
    }),
  async recover(face, place) {
    const letters = readRecoveryCode(await askSecret(face, 'recoveryCode'));
    if (letters === null) throw new NaruError('wrong-recovery-code');
    const passphrase = await askNewPassphrase(face);
    const provider = asRecovery(wrappedKey(place.folder, recoverySecret(letters)));
    return withFolder({ ...place, keys: () => Promise.resolve(provider) }, (folder) =>
      setPassphrase(face, folder, passphrase),
    );
  },
  passphrase: (face, place) =>
    withFolder(place, async (folder) => setPassphrase(face, folder, await askNewPassphrase(face))),
  'recovery-code': (face, place) =>
    withFolder(place, (folder) => {
      const code = formatRecoveryCode(randomBytes(32));
      folder.keys.put({ way: 'recovery', secret: recoverySecret(readRecoveryCode(code) ?? '') });
      noteKeyWay(folder, 'recovery', systemClock.now());
      if (face.json) face.data({ code });
      face.say(`${face.t('keys.cli.recoveryCode')}\n\n  ${code}\n`);
      return exit.done;
    }),
};

function tellStatus(face: Face, { folder }: Place): Exit {
  const ways = readKeyFile(folder)?.slots.map(({ way }) => way) ?? [];
  if (face.json) face.data({ wrapped: ways.length > 0, ways });
  if (ways.length === 0) face.say(face.t('keys.cli.plain', { folder }));
  else
    face.say(
      face.t('keys.cli.wrapped', { ways: ways.map((way) => face.t(`keys.way.${way}`)).join(', ') }),
    );
  return exit.done;
}

/** @throws {NaruError} `passphrase-weak` */
async function askNewPassphrase(face: Face): Promise<string> {
  const passphrase = await askSecret(face, 'newPassphrase');
  checkNewPassphrase(passphrase);
  return passphrase;
}

async function setPassphrase(face: Face, folder: DataFolder, passphrase: string): Promise<Exit> {
  folder.keys.put(await passphraseWay(passphrase));
  noteKeyWay(folder, 'passphrase', systemClock.now());
  if (face.json) face.data({ ways: folder.keys.ways() });
  face.say(face.t('keys.cli.passphraseSet'));
  return exit.done;
}

import { writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { z } from 'zod';
import { NaruError } from '../../../shared/errors.ts';
import { describeProblem } from '../../../shared/i18n/index.ts';
import {
  fromShownUnit,
  inShownUnit,
  pacingBounds,
  pacingNames,
  pacingNameSchema,
  type PacingName,
  type PacingView,
} from '../../../shared/sync/pacing.ts';
import { choosePacing } from '../../engine/choose-pacing.ts';
import { newIssuerKey, signPacingFile } from '../../engine/pacing-file.ts';
import { readPacingSetting, viewPacing } from '../../engine/pacing-setting.ts';
import {
  lookForPacingFile,
  subscribePacing,
  unsubscribePacing,
} from '../../engine/pacing-subscription.ts';
import { systemClock } from '../../engine/system-clock.ts';
import { defaultPacing } from '../../outbox/policy/index.ts';
import type { Store } from '../../store/index.ts';
import { readingStore, withStore, type Place } from '../data.ts';
import { exit, type Exit, type Face } from '../face.ts';
import { readBytes } from '../read-bytes.ts';
import { pacingActions } from '../pacing-actions.ts';
import { renderTable } from '../table.ts';

const optionsSchema = z.object({
  key: z.string().optional(),
  out: z.string().optional(),
  publicKey: z.string().optional(),
});
type Options = z.output<typeof optionsSchema>;

const actionSchema = z.enum(pacingActions);

/** `naru pacing`: shows how fast is sent, follows a signed file, and issues one. */
export async function pacingVerb(
  face: Face,
  place: Place,
  args: string[],
  given: unknown,
): Promise<Exit> {
  const action = actionSchema.parse(args[0]);
  const options = optionsSchema.parse(given);
  switch (action) {
    case 'show':
      return readingStore(place, (store) => show(face, store));
    case 'set':
      return set(
        face,
        place,
        needed(face, action, 'NAME', args[1]),
        needed(face, action, 'VALUE', args[2]),
      );
    case 'subscribe':
      return subscribe(face, place, {
        address: needed(face, action, 'ADDRESS', args[1]),
        publicKey: needed(face, action, '--public-key', options.publicKey),
      });
    case 'unsubscribe':
      await withStore(place, (store) => unsubscribePacing(store, systemClock.now()));
      face.say(face.t('pacing.cli.unsubscribed'));
      return exit.done;
    case 'sign':
      return signFile(face, needed(face, action, 'FILE', args[1]), options);
    case 'new-key':
      return newKey(face, needed(face, action, '--out', options.out));
  }
}

/** @throws {NaruError} `wrong-input` */
function needed(face: Face, action: string, what: string, value: string | undefined): string {
  if (value !== undefined && value !== '') return value;
  throw new NaruError('wrong-input', { detail: face.t('pacing.cli.needs', { action, what }) });
}

function show(face: Face, store: Store): Exit {
  const now = systemClock.now();
  const view = viewPacing(store.read(readPacingSetting), defaultPacing, now);
  if (face.json) face.data(view);
  else face.print(inWords(face, view));
  return exit.done;
}

/** A value in the unit that `show` prints; `default` gives it back. */
function set(face: Face, place: Place, name: string, value: string): Promise<Exit> {
  const read = pacingNameSchema.safeParse(name);
  if (!read.success)
    throw new NaruError('wrong-input', {
      detail: face.t('pacing.cli.unknownName', { name, names: pacingNames.join(', ') }),
    });
  return withStore(place, (store) => {
    const number = fromShownUnit(read.data, readNumber(value));
    const chosen = value === 'default' ? null : number;
    choosePacing(store, { [read.data]: chosen }, systemClock.now());
    return show(face, store);
  });
}

/** Not a number where it is none: that is within no bounds. */
const readNumber = (text: string): number =>
  text.trim() === '' ? Number.NaN : Number(text.replace(',', '.'));

async function subscribe(
  face: Face,
  place: Place,
  { address, publicKey }: { address: string; publicKey: string },
): Promise<Exit> {
  if (place.mode === 'practice') throw new NaruError('real-mode-only');
  // A path is the same wherever the program runs later.
  const full = URL.canParse(address) ? address : resolve(address);
  return withStore(place, async (store) => {
    subscribePacing(store, { address: full, publicKey }, systemClock.now());
    face.say(face.t('pacing.cli.subscribed', { address: full }));
    await lookForPacingFile(() => store, systemClock);
    const problem = store.read(readPacingSetting).subscription?.problem ?? null;
    show(face, store);
    return problem === null ? exit.done : exit.notAllDone;
  });
}

function signFile(face: Face, file: string, options: Options): Exit {
  const key = needed(face, 'sign', '--key', options.key);
  const out = needed(face, 'sign', '--out', options.out);
  const content = readBytes(file, basename(file));
  const pem = Buffer.from(readBytes(key, basename(key))).toString('utf8');
  const { serial, signed } = signPacingFile(content, pem);
  writeNew(face, out, signed, 0o644);
  face.say(face.t('pacing.cli.signed', { serial, out }));
  if (face.json) face.data({ serial, out });
  return exit.done;
}

function newKey(face: Face, out: string): Exit {
  const { privateKey, publicKey } = newIssuerKey();
  writeNew(face, out, privateKey, 0o600);
  face.say(face.t('pacing.cli.newKey', { out, publicKey }));
  if (face.json) face.data({ out, publicKey });
  return exit.done;
}

/** A key or a file that offices know is never written over. @throws {NaruError} `wrong-input` */
function writeNew(face: Face, out: string, text: string, mode: number): void {
  try {
    writeFileSync(out, text, { flag: 'wx', mode });
  } catch (error) {
    const detail = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const words = face.t('pacing.cli.exists', { out, detail });
    throw new NaruError('wrong-input', { detail: words }, error);
  }
}

function inWords(face: Face, { values, subscription }: PacingView): string {
  const { t } = face;
  const amount = (name: PacingName, value: number): string =>
    t(`pacing.units.${pacingBounds[name].unit}`, { n: inShownUnit(name, value) });
  const head = (['name', 'value', 'origin', 'byDefault', 'range'] as const).map((column) =>
    t(`pacing.cli.columns.${column}`),
  );
  const rows = values.map(({ name, value, byDefault, origin }) => [
    t(`pacing.fields.${name}.label`),
    amount(name, value),
    t(`pacing.origin.${origin}`),
    amount(name, byDefault),
    t('pacing.cli.range', {
      min: amount(name, pacingBounds[name].min),
      max: amount(name, pacingBounds[name].max),
    }),
  ]);
  return [renderTable(head, rows), '', ...subscribedWords(face, subscription)].join('\n');
}

function subscribedWords({ t, language }: Face, subscription: PacingView['subscription']) {
  if (subscription === null) return [t('pacing.cli.notSubscribed')];
  const { address, publicKey, triedAt, problem, file } = subscription;
  return [
    t('pacing.cli.subscribed', { address }),
    t('pacing.subscription.key', { key: publicKey }),
    triedAt === null
      ? t('pacing.subscription.never')
      : t('pacing.subscription.triedAt', { at: at(triedAt) }),
    ...(problem === null ? [] : [describeProblem(t, problem)]),
    ...(file === null
      ? [t('pacing.subscription.none')]
      : [
          t('pacing.subscription.file', {
            serial: file.serial,
            issuedAt: at(file.issuedAt),
            fetchedAt: at(file.fetchedAt),
          }),
          t(file.isValid ? 'pacing.subscription.validUntil' : 'pacing.subscription.expired', {
            at: at(file.validUntil),
          }),
          file.note[language],
        ]),
  ];
}

const at = (time: number): string => clockTime.format(time);

/** As clocks in Korea show it. */
const clockTime = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Seoul',
  dateStyle: 'short',
  timeStyle: 'short',
});

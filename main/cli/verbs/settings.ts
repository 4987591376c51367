import { z } from 'zod';
import { NaruError } from '../../../shared/errors.ts';
import { logLevels } from '../../../shared/log/levels.ts';
import {
  findSettings,
  isSettingId,
  pacingOf,
  wordsOf,
  type SettingId,
} from '../../../shared/settings/setting-list.ts';
import {
  fromShownUnit,
  inShownUnit,
  pacingBounds,
  type PacingName,
} from '../../../shared/sync/pacing.ts';
import { choosePacing } from '../../engine/choose-pacing.ts';
import { keepLogSettings } from '../../engine/program/log-settings.ts';
import { changed, readSetting, type SettingValue } from '../../engine/setting-values.ts';
import { systemClock } from '../../engine/system-clock.ts';
import { defaultPacing } from '../../outbox/policy/index.ts';
import type { Store } from '../../store/index.ts';
import { readingStore, withStore, type Place } from '../data.ts';
import { exit, type Exit, type Face } from '../face.ts';
import { renderTable } from '../table.ts';

const actionSchema = z.enum(['list', 'get', 'set']);

/** `naru settings`: the settings of the screen, with the same words. */
export async function settingsVerb(
  face: Face,
  place: Place,
  [given, name, value]: string[],
): Promise<Exit> {
  const action = actionSchema.parse(given);
  if (action === 'list') return readingStore(place, (store) => list(face, place, store, name));
  const id = known(face, needed(face, action, 'NAME', name));
  if (action === 'get') return readingStore(place, (store) => get(face, place, store, id));
  const wanted = needed(face, action, 'VALUE', value);
  return withStore(place, (store) => {
    setValue(face, store, id, wanted);
    const now = readNow(store, place, id);
    if (face.json) face.data({ id, value: now });
    const { label } = wordsOf(face.t, id);
    face.say(face.t('setup.cli.done', { label, value: inWords(face, id, now) }));
    return exit.done;
  });
}

function list(face: Face, place: Place, store: Store, text = ''): Exit {
  const found = findSettings(face.t, text, defaultPacing);
  if (face.json) {
    face.data(found.map(({ id, words }) => ({ id, ...words, value: readNow(store, place, id) })));
    return exit.done;
  }
  const head = (['id', 'label', 'value', 'byDefault'] as const).map((column) =>
    face.t(`setup.cli.columns.${column}`),
  );
  const rows = found.map(({ id, words }) => [
    id,
    words.label,
    inWords(face, id, readNow(store, place, id)),
    words.byDefault,
  ]);
  face.print(found.length === 0 ? face.t('setup.none') : renderTable(head, rows));
  return exit.done;
}

function get(face: Face, place: Place, store: Store, id: SettingId): Exit {
  const { t } = face;
  const words = wordsOf(t, id, defaultPacing);
  const value = readNow(store, place, id);
  if (face.json) face.data({ id, ...words, value });
  else {
    face.print(`${words.label} (${id}): ${inWords(face, id, value)}`);
    face.print(`  ${t('setup.meaning')}: ${words.meaning}`);
    face.print(`  ${t('setup.byDefault')}: ${words.byDefault}`);
    face.print(`  ${t('setup.effect')}: ${words.effect}`);
  }
  return exit.done;
}

const readNow = (store: Store, place: Place, id: SettingId): SettingValue =>
  store.read((tables) => readSetting(tables, place.mode, id));

/** @throws {NaruError} `wrong-input`, `pacing-out-of-bounds` */
function setValue(face: Face, store: Store, id: SettingId, text: string): void {
  const { t } = face;
  const paced = pacingOf(id);
  if (paced !== null) {
    const value = text === 'default' ? null : fromShownUnit(paced, Number(text.replace(',', '.')));
    choosePacing(store, { [paced]: value }, systemClock.now());
    return;
  }
  const [group, name = ''] = id.split('.');
  const { label } = wordsOf(t, id);
  const kept = store.transaction((tables): boolean => {
    if (group === 'freshness') {
      const settings = changed.freshness(tables, name, text);
      if (settings !== null) tables.settings.set('freshness', settings);
      return settings !== null;
    }
    if (group === 'logs') {
      const settings = changed.logs(tables, name, text);
      if (settings !== null) keepLogSettings(tables, settings);
      return settings !== null;
    }
    const where = t(group === 'office' ? 'setup.cli.init' : 'setup.cli.screen');
    throw new NaruError('wrong-input', { detail: t('setup.cli.onScreen', { label, where }) });
  });
  if (kept) return;
  throw new NaruError('wrong-input', {
    detail: t('setup.cli.wrong', { label, value: text, allowed: allowedFor(face, id) }),
  });
}

function allowedFor({ t }: Face, id: SettingId): string {
  if (id === 'freshness.pcccFreshMinutes') return t('setup.cli.number', { min: 0, max: 1440 });
  if (id === 'logs.keepDays') return t('setup.cli.number', { min: 1, max: 90 });
  const choices =
    id === 'logs.level'
      ? logLevels
      : id === 'freshness.whenRecomputed' || id === 'freshness.whenDeadlinePassed'
        ? ['send', 'ask']
        : ['send', 'wait'];
  return t('setup.cli.choices', { choices: choices.join(', ') });
}

function inWords({ t }: Face, id: SettingId, value: SettingValue): string {
  const paced = pacingOf(id);
  if (paced !== null && typeof value === 'number') return amount(t, paced, value);
  if (value === null) return t('setup.cli.isNotSet');
  if (typeof value === 'boolean') return t(value ? 'setup.cli.isSet' : 'setup.cli.isNotSet');
  if (typeof value === 'object')
    return value.length === 0 ? t('setup.cli.isNotSet') : value.join(', ');
  return String(value);
}

const amount = (t: Face['t'], name: PacingName, value: number): string =>
  t(`pacing.units.${pacingBounds[name].unit}`, { n: inShownUnit(name, value) });

/** @throws {NaruError} `wrong-input` */
function needed(face: Face, action: string, what: string, value: string | undefined): string {
  if (value !== undefined && value !== '') return value;
  throw new NaruError('wrong-input', { detail: face.t('setup.cli.needs', { action, what }) });
}

/** @throws {NaruError} `wrong-input` */
function known(face: Face, id: string): SettingId {
  if (isSettingId(id)) return id;
  throw new NaruError('wrong-input', { detail: face.t('setup.cli.unknown', { id }) });
}

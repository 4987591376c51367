import type { Translate } from '../i18n/index.ts';
import { inShownUnit, pacingBounds, pacingNames, type PacingName } from '../sync/pacing.ts';

/** Cards of the settings screen, in the order in which they stand. */
export const settingCards = [
  'office',
  'mode',
  'gateway',
  'connection',
  'pacing',
  'freshness',
  'openApi',
  'numbers',
  'hotFolder',
  'holidays',
  'desktop',
  'updates',
  'backup',
  'page',
  'privacy',
  'logs',
] as const;
export type SettingCard = (typeof settingCards)[number];

/** Where a setting is kept: a name in the database, the data folder's manifest, the desktop host, the page, or the key file. */
type KeptIn = 'manifest' | 'host' | 'page' | 'key file' | (string & {});

interface Place {
  card: SettingCard;
  keptIn: KeptIn;
  /** Never read back, only whether it is set. */
  secret?: true;
}

/** Everything that a person can set, but for the pacing, which is listed with its bounds. */
const places = {
  'office.declarant': { card: 'office', keptIn: 'office' },
  'office.name': { card: 'office', keptIn: 'office' },
  'office.customsOffice': { card: 'office', keptIn: 'office' },
  mode: { card: 'mode', keptIn: 'manifest' },
  'practice.scenario': { card: 'mode', keptIn: 'practice' },
  'gateway.url': { card: 'gateway', keptIn: 'gateway' },
  'gateway.token': { card: 'gateway', keptIn: 'gateway', secret: true },
  'gateway.sendFolder': { card: 'gateway', keptIn: 'gateway' },
  'gateway.sentFolder': { card: 'gateway', keptIn: 'gateway' },
  'gateway.receiveFolders': { card: 'gateway', keptIn: 'gateway' },
  'gateway.fileName': { card: 'gateway', keptIn: 'gateway' },
  'gateway.encoding': { card: 'gateway', keptIn: 'gateway' },
  'gateway.everySeconds': { card: 'gateway', keptIn: 'gateway' },
  'gateway.synchroniseAfterHours': { card: 'gateway', keptIn: 'gateway' },
  'connection.proxy': { card: 'connection', keptIn: 'connection' },
  'connection.authorities': { card: 'connection', keptIn: 'connection' },
  'connection.certificate': { card: 'connection', keptIn: 'connection', secret: true },
  'pacing.subscription': { card: 'pacing', keptIn: 'pacing' },
  'freshness.whenRecomputed': { card: 'freshness', keptIn: 'freshness' },
  'freshness.whenPcccUnchecked': { card: 'freshness', keptIn: 'freshness' },
  'freshness.whenRateUnchecked': { card: 'freshness', keptIn: 'freshness' },
  'freshness.whenDeadlinePassed': { card: 'freshness', keptIn: 'freshness' },
  'freshness.pcccFreshMinutes': { card: 'freshness', keptIn: 'freshness' },
  'openApi.keys': { card: 'openApi', keptIn: 'open-api', secret: true },
  'openApi.perHundred': { card: 'openApi', keptIn: 'open-api' },
  'numbers.desk': { card: 'numbers', keptIn: 'numbers' },
  'numbers.ranges': { card: 'numbers', keptIn: 'numbers' },
  'hotFolder.folder': { card: 'hotFolder', keptIn: 'hot-folder' },
  'holidays.added': { card: 'holidays', keptIn: 'holidays' },
  'holidays.removed': { card: 'holidays', keptIn: 'holidays' },
  'desktop.openAtLogin': { card: 'desktop', keptIn: 'host' },
  'desktop.closeToTray': { card: 'desktop', keptIn: 'host' },
  'desktop.notifications': { card: 'desktop', keptIn: 'host' },
  'updates.address': { card: 'updates', keptIn: 'host' },
  'updates.publicKey': { card: 'updates', keptIn: 'host' },
  'updates.automatic': { card: 'updates', keptIn: 'host' },
  'updates.channel': { card: 'updates', keptIn: 'host' },
  'backup.folder': { card: 'backup', keptIn: 'backup' },
  'backup.everyHours': { card: 'backup', keptIn: 'backup' },
  'backup.keep': { card: 'backup', keptIn: 'backup' },
  'backup.protect': { card: 'backup', keptIn: 'backup' },
  'page.language': { card: 'page', keptIn: 'page' },
  'page.theme': { card: 'page', keptIn: 'page' },
  'privacy.lock': { card: 'privacy', keptIn: 'page' },
  'privacy.passphrase': { card: 'privacy', keptIn: 'key file', secret: true },
  'logs.level': { card: 'logs', keptIn: 'log' },
  'logs.keepDays': { card: 'logs', keptIn: 'log' },
} as const satisfies Record<string, Place>;

type ListedId = keyof typeof places;
type PacingId = `pacing.${PacingName}`;
/** A setting by its name on the command line, e.g. `freshness.pcccFreshMinutes`. */
export type SettingId = ListedId | PacingId;

const listedIds = Object.keys(places).filter((id): id is ListedId => id in places);
const pacingIds = pacingNames.map((name): PacingId => `pacing.${name}`);
export const settingIds: readonly SettingId[] = settingCardsInOrder();

function settingCardsInOrder(): SettingId[] {
  return settingCards.flatMap((card) => [
    ...(card === 'pacing' ? pacingIds : []),
    ...listedIds.filter((id) => places[id].card === card),
  ]);
}

export const isSettingId = (text: string): text is SettingId =>
  settingIds.some((id) => id === text);

/** The pacing value that a setting is; `null` where it is another one. */
export function pacingOf(id: SettingId): PacingName | null {
  return pacingNames.find((name) => id === `pacing.${name}`) ?? null;
}

export function placeOf(id: SettingId): Place {
  for (const listed of listedIds) if (listed === id) return places[listed];
  return { card: 'pacing', keptIn: 'pacing' };
}

/** A setting in words: what it is, what it is unless one sets it, and what comes of it. */
export interface SettingWords {
  label: string;
  meaning: string;
  byDefault: string;
  effect: string;
}

/** @param pacing what each value of the pacing is by default, where it is known */
export function wordsOf(
  t: Translate,
  id: SettingId,
  pacing: Readonly<Partial<Record<PacingName, number>>> = {},
): SettingWords {
  const paced = pacingOf(id);
  if (paced !== null) {
    const { unit } = pacingBounds[paced];
    const usual = pacing[paced];
    return {
      label: t(`pacing.fields.${paced}.label`),
      meaning: t(`pacing.fields.${paced}.hint`),
      byDefault:
        usual === undefined
          ? t('setup.pacing.byDefault')
          : t(`pacing.units.${unit}`, { n: inShownUnit(paced, usual) }),
      effect: t('setup.pacing.effect'),
    };
  }
  const listed = listedIds.find((each) => each === id);
  if (listed === undefined) throw new RangeError(id);
  return {
    label: t(`setup.items.${listed}.label`),
    meaning: t(`setup.items.${listed}.meaning`),
    byDefault: t(`setup.items.${listed}.byDefault`),
    effect: t(`setup.items.${listed}.effect`),
  };
}

/** Settings whose words hold every word that is looked for, in the order of the screen. */
export function findSettings(
  t: Translate,
  text: string,
  pacing: Readonly<Partial<Record<PacingName, number>>> = {},
): { id: SettingId; words: SettingWords }[] {
  const wanted = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return settingIds
    .map((id) => ({ id, words: wordsOf(t, id, pacing) }))
    .filter(({ id, words }) => {
      const all = [id, ...Object.values(words)].join(' ').toLowerCase();
      return wanted.every((word) => all.includes(word));
    });
}

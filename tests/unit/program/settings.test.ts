import { describe, expect, test } from 'vitest';
import { settingNames } from '../../../main/store/settings.ts';
import { calls, folderGatewaySchema, officeSchema } from '../../../shared/contract/index.ts';
import { numberSettingsSchema } from '../../../shared/contract/parts.ts';
import { officeHolidaysSchema } from '../../../shared/deadlines/holidays.ts';
import { freshnessSettingsSchema } from '../../../shared/filing/stale.ts';
import { createTranslate, languages } from '../../../shared/i18n/index.ts';
import { logSettingsSchema } from '../../../shared/log/levels.ts';
import {
  findSettings,
  placeOf,
  settingCards,
  settingIds,
  wordsOf,
} from '../../../shared/settings/setting-list.ts';
import { pacingNames } from '../../../shared/sync/pacing.ts';

/** What is kept under a name of a setting and is nobody's to set. */
const inner: Readonly<Record<string, string>> = {
  'search-upto': 'how far the search index has come',
  'draft-counter': 'the next number of a draft',
  'deadline-calendar': 'up to which day deadlines were moved',
  'health-rolled': 'up to which minute measurements were summed up',
  'incident-counter': 'the next number of an incident',
  'incidents-upto': 'up to which change incidents were made',
  attention: 'what was told already',
  'evidence-key': 'the key that packs are signed with',
  sizes: 'the size of the data, day by day',
  'last-check': 'what the last check found',
  soundness: 'what the last reading of all data found',
  restored: 'what is asked about after an older copy was put in place',
  salvaged: 'what a salvage could not save',
  listening: 'numbers whose late notices are still taken up after an older copy was put in place',
  'backup-last': 'the last backup that was made',
  'moved-away': 'when the data was moved to another computer',
};

/** Calls that set something, and the settings that they set. */
const setting: Readonly<Record<string, string>> = {
  'office.set': 'office.',
  'mode.set': 'mode',
  'gateway.set': 'gateway.',
  'connection.setProxy': 'connection.proxy',
  'connection.setCertificate': 'connection.certificate',
  'connection.setAuthorities': 'connection.authorities',
  'backup.set': 'backup.',
  'updates.set': 'updates.',
  'keys.setPassphrase': 'privacy.passphrase',
  'hotFolder.set': 'hotFolder.',
  'holidays.set': 'holidays.',
  'numbers.set': 'numbers.',
  'pacing.set': 'pacing.',
  'pacing.subscribe': 'pacing.subscription',
  'freshness.set': 'freshness.',
  'openApi.setKey': 'openApi.keys',
  'openApi.setPerHundred': 'openApi.perHundred',
  'logs.set': 'logs.',
  'practice.scenario': 'practice.scenario',
};

describe('everything that can be set has a place', () => {
  test.each(settingNames)('what is kept as %s', (name) => {
    const listed = settingIds.filter((id) => placeOf(id).keptIn === name);
    expect(
      listed.length > 0 || Object.hasOwn(inner, name),
      `${name} has no place on the settings screen: add it to shared/settings/setting-list.ts`,
    ).toBe(true);
    expect(listed.length > 0 && Object.hasOwn(inner, name)).toBe(false);
  });

  test.each([
    ['office', officeSchema],
    ['gateway', folderGatewaySchema],
    ['freshness', freshnessSettingsSchema],
    ['numbers', numberSettingsSchema],
    ['holidays', officeHolidaysSchema],
    ['logs', logSettingsSchema],
  ])('each field of %s', (group, schema) => {
    for (const field of Object.keys(schema.shape))
      expect(settingIds, `${group}.${field}`).toContain(`${group}.${field}`);
  });

  test.each(pacingNames)('the pacing %s', (name) => {
    expect(settingIds).toContain(`pacing.${name}`);
  });

  test('each call that sets something', () => {
    const sets = Object.keys(calls).filter((name) =>
      /\.(?:set[A-Z]?\w*|subscribe|scenario)$/.test(name),
    );
    expect(sets.toSorted()).toEqual(Object.keys(setting).toSorted());
    for (const [name, of] of Object.entries(setting))
      expect(
        settingIds.some((id) => id.startsWith(of)),
        name,
      ).toBe(true);
  });

  test('once, under a card of the screen', () => {
    expect(new Set(settingIds).size).toBe(settingIds.length);
    expect(new Set(settingIds.map((id) => placeOf(id).card))).toEqual(new Set(settingCards));
  });
});

describe.each(languages)('in %s', (language) => {
  const t = createTranslate(language);
  test.each(settingIds)('%s has its meaning, default and effect', (id) => {
    for (const text of Object.values(wordsOf(t, id))) {
      expect(text.length).toBeGreaterThan(0);
      expect(text).not.toMatch(/^(?:setup|pacing)\./);
    }
  });
});

const ids = (found: ReturnType<typeof findSettings>): string[] => found.map(({ id }) => id);

describe('a setting is found', () => {
  const ko = createTranslate('ko');
  const en = createTranslate('en');
  test('by any word of its own, in either language, and by all of several', () => {
    expect(ids(findSettings(ko, '환율'))).toContain('freshness.whenRateUnchecked');
    expect(ids(findSettings(en, 'TOKEN'))).toContain('gateway.token');
    expect(ids(findSettings(ko, '통관부호 조회 30분'))).toEqual(['freshness.pcccFreshMinutes']);
    expect(ids(findSettings(en, 'no such thing'))).toEqual([]);
    expect(findSettings(ko, '')).toHaveLength(settingIds.length);
  });
});

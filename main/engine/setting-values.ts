import { officeSchema } from '../../shared/contract/index.ts';
import { freshnessSettingsSchema } from '../../shared/filing/stale.ts';
import { logSettingsSchema } from '../../shared/log/levels.ts';
import { pacingOf as pacedBy, type SettingId } from '../../shared/settings/setting-list.ts';
import type { Mode } from '../../shared/sync/sync-state.ts';
import { planIn } from '../backup/index.ts';
import { readFreshnessSettings } from '../freshness/index.ts';
import { defaultPacing } from '../outbox/policy/index.ts';
import { readNumbers, readOfficeHolidays, type Tables } from '../store/index.ts';
import { readConnection } from './connection-settings.ts';
import { storedAddress } from './gateway-address.ts';
import { readOpenApiSettings } from './open-api-settings.ts';
import { readPacingSetting } from './pacing-setting.ts';
import { readLogSettings } from './program/log-settings.ts';

/** A setting as it is told: of secrets only whether they are set. */
export type SettingValue = string | number | boolean | readonly string[] | null;

/** What a setting is now; `null` where it is not set, or is not this program's to know. */
export function readSetting(tables: Tables, mode: Mode, id: SettingId): SettingValue {
  const { settings } = tables;
  const paced = pacedBy(id);
  if (paced !== null) return readPacingSetting(tables).own[paced] ?? defaultPacing[paced];
  const [group, name = ''] = id.split('.');
  switch (group) {
    case 'office': {
      const office = officeSchema.safeParse(settings.get('office'));
      return office.success ? valueIn(office.data, name) : null;
    }
    case 'mode':
      return mode;
    case 'practice':
      return valueIn(settings.get('practice'), name);
    case 'gateway': {
      const address = storedAddress(settings.get('gateway'));
      if (address?.is === 'folder') return valueIn(address.folders, name);
      if (name === 'token') return address?.token != null;
      return address === null ? null : valueIn(address, name);
    }
    case 'connection': {
      const { proxy, certificate, authorities } = readConnection(tables);
      if (name === 'certificate') return certificate !== null;
      if (name === 'authorities') return authorities?.name ?? null;
      return proxy.is === 'address' ? proxy.address : proxy.is;
    }
    case 'backup': {
      const plan = planIn(tables);
      if (name === 'protect') return plan.recipient === null ? 'this-computer' : 'passphrase';
      if (name === 'keep') return Object.values(plan.keep).map(String);
      return valueIn(plan, name);
    }
    case 'pacing':
      return readPacingSetting(tables).subscription?.address ?? null;
    case 'freshness':
      return valueIn(readFreshnessSettings(tables), name);
    case 'openApi': {
      const { keys, perHundred } = readOpenApiSettings(tables);
      return name === 'keys' ? Object.keys(keys) : perHundred;
    }
    case 'numbers': {
      const { desk, ranges } = readNumbers(settings);
      if (name === 'desk') return desk;
      return ranges.map(({ desk: of, letter, first, last }) => `${of} ${letter} ${first}–${last}`);
    }
    case 'hotFolder':
      return valueIn(settings.get('hot-folder'), name);
    case 'holidays': {
      const { added, removed } = readOfficeHolidays(tables);
      return name === 'added' ? added.map(({ date }) => date) : removed;
    }
    case 'logs':
      return valueIn(readLogSettings(tables), name);
    default:
      return null;
  }
}

function valueIn(from: unknown, name: string): SettingValue {
  const value: unknown =
    typeof from === 'object' && from !== null ? Reflect.get(from, name) : undefined;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  return Array.isArray(value) ? value.map(String) : null;
}

/** Of a group of settings what one of them would make of it; `null` where the value is no good. */
export const changed = {
  freshness: (tables: Tables, name: string, value: string) =>
    orNull(
      freshnessSettingsSchema.safeParse({
        ...readFreshnessSettings(tables),
        [name]: name === 'pcccFreshMinutes' ? wholeNumber(value) : value,
      }),
    ),
  logs: (tables: Tables, name: string, value: string) =>
    orNull(
      logSettingsSchema.safeParse({
        ...readLogSettings(tables),
        [name]: name === 'keepDays' ? wholeNumber(value) : value,
      }),
    ),
};

const orNull = <T>(read: { success: true; data: T } | { success: false }): T | null =>
  read.success ? read.data : null;
const wholeNumber = (text: string): number => (/^\d{1,9}$/.test(text) ? Number(text) : Number.NaN);

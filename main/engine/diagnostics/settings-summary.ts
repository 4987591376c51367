import { openApis } from '../../../shared/contract/index.ts';
import { pacingNames } from '../../../shared/sync/pacing.ts';
import { officeSchema } from '../../../shared/contract/index.ts';
import { readFreshnessSettings } from '../../freshness/index.ts';
import { readNumbers, readOfficeHolidays, type Tables } from '../../store/index.ts';
import { storedAddress } from '../gateway-address.ts';
import { readOpenApiSettings } from '../open-api-settings.ts';
import { readPacingSetting } from '../pacing-setting.ts';
import { readLogSettings } from '../program/log-settings.ts';

/**
 * The settings as they may be shown to others: choices and numbers as they are; of names, numbers
 * of offices, addresses, folders, keys and tokens only whether they are set.
 */
export function summarizeSettings(tables: Tables): Readonly<Record<string, unknown>> {
  const { settings } = tables;
  const office = officeSchema.safeParse(settings.get('office'));
  const address = storedAddress(settings.get('gateway'));
  const { keys, perHundred } = readOpenApiSettings(tables);
  const { own, subscription } = readPacingSetting(tables);
  const { ranges } = readNumbers(settings);
  const holidays = readOfficeHolidays(tables);
  return {
    office: { isSet: office.success },
    gateway: gatewayOf(address),
    pacing: Object.fromEntries(
      pacingNames.flatMap((name) => (own[name] === undefined ? [] : [[name, own[name]]])),
    ),
    pacingFile: {
      isSubscribed: subscription !== null,
      hasFile: subscription?.file != null,
      problem: subscription?.problem?.code ?? null,
    },
    freshness: readFreshnessSettings(tables),
    openApi: {
      keys: Object.fromEntries(openApis.map((api) => [api, keys[api] !== undefined])),
      perHundred: perHundred.filter((currency) => /^[A-Z]{3}$/.test(currency)),
    },
    numbers: {
      ranges: ranges.map(({ letter, first, last }) => ({ letter, first, last })),
      desks: new Set(ranges.map(({ desk }) => desk)).size,
    },
    hotFolder: { isSet: settings.get('hot-folder') !== null },
    holidays: { added: holidays.added.length, removed: holidays.removed.length },
    log: readLogSettings(tables),
  };
}

function gatewayOf(address: ReturnType<typeof storedAddress>): unknown {
  if (address === null) return { is: 'none' };
  if (address.is === 'http')
    return {
      is: 'http',
      isTls: address.url.startsWith('https:'),
      hasToken: address.token !== null,
    };
  const { sentFolder, receiveFolders, encoding, everySeconds, synchroniseAfterHours } =
    address.folders;
  return {
    is: 'folder',
    hasSentFolder: sentFolder !== null,
    receiveFolders: receiveFolders.length,
    encoding,
    everySeconds,
    synchroniseAfterHours,
  };
}

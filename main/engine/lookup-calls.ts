import { openApis } from '../../shared/contract/index.ts';
import type { CallHandlers } from '../../shared/port/index.ts';
import type { Engaged } from './engaged.ts';
import { readOpenApiSettings, setOpenApiKey, setPerHundred } from './open-api-settings.ts';

type LookupCalls = Pick<
  CallHandlers,
  | 'lookup.pccc'
  | 'lookup.rates'
  | 'lookup.cargo'
  | 'lookup.hs'
  | 'lookup.exportPerformance'
  | 'openApi.get'
  | 'openApi.setKey'
  | 'openApi.setPerHundred'
>;

/** Who asks twice within this time, in milliseconds, gets the same answer. */
const how = { maxAgeMs: 30_000 };

/** Calls to the UNI-PASS open API. */
export function lookupCalls({ session, changes }: Engaged): LookupCalls {
  const unipass = () => session().freshness.unipass;
  return {
    'lookup.pccc': (query) => unipass().pccc(query, how),
    'lookup.rates': (query) => unipass().rates(query),
    'lookup.cargo': (query) => unipass().cargo(query, how),
    'lookup.hs': ({ query }) => unipass().hs(query),
    'lookup.exportPerformance': ({ declarationNo }) =>
      unipass().exportPerformance(declarationNo, how),
    'openApi.get': () => {
      const { keys, perHundred } = session().store.read(readOpenApiSettings);
      const isPractice = session().mode === 'practice';
      return {
        apis: openApis.map((api) => ({ api, hasKey: isPractice || keys[api] !== undefined })),
        url: unipass().url,
        perHundred,
      };
    },
    'openApi.setKey': ({ api, key }) => {
      session().store.transaction((tables) => setOpenApiKey(tables, api, key));
      changes.sync();
      return {};
    },
    'openApi.setPerHundred': ({ currencies }) => {
      session().store.transaction((tables) => setPerHundred(tables, currencies));
      return {};
    },
  };
}

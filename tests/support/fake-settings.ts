import { openApis, type CallOutput, type NumberSettings } from '../../shared/contract/index.ts';
import { NaruError } from '../../shared/errors.ts';
import { declarationNoSchema } from '../../shared/filing/numbers.ts';
import type { CallHandlers } from '../../shared/port/index.ts';
import { civilDate, epochMs, type EpochMs } from '../../shared/time.ts';
import { pageOf, type FakeOffice } from './fake-office.ts';
import { fakePacing, type PacingHandlers } from './fake-pacing.ts';
import { fakeUpdates, type UpdateHandlers } from './fake-updates.ts';

type SettingHandlers = PacingHandlers &
  UpdateHandlers &
  Pick<
    CallHandlers,
    | 'gateway.get'
    | 'gateway.set'
    | 'gateway.tryFolders'
    | 'notices.document'
    | 'notices.stray'
    | 'openApi.get'
    | 'openApi.setKey'
    | 'openApi.setPerHundred'
    | 'lookup.pccc'
    | 'pccc.verify'
    | 'lookup.rates'
    | 'lookup.cargo'
    | 'lookup.hs'
    | 'lookup.exportPerformance'
    | 'numbers.get'
    | 'numbers.set'
    | 'numbers.gaps'
    | 'hotFolder.get'
    | 'hotFolder.set'
  >;

/** What an office sets, what it looks up, and the notices that fit no filing. */
export function fakeSettings(office: FakeOffice): SettingHandlers {
  let gateway: CallOutput<'gateway.get'> = { is: 'none' };
  let keys: readonly string[] = ['API028'];
  let folder: string | null = null;
  let perHundred: string[] = ['JPY'];
  let numbers: NumberSettings = {
    desk: 'A',
    ranges: [
      { desk: 'A', letter: 'M', first: 1, last: 499_999 },
      { desk: 'B', letter: 'M', first: 500_000, last: 899_999 },
      { desk: 'A', letter: 'X', first: 1, last: 999_999 },
    ],
  };
  const gaps = gapsOf(office.now());
  const strays = straysOf(office.now());
  const holderOf = (pccc: string): CallOutput<'lookup.pccc'> =>
    pccc.endsWith('0')
      ? { is: 'not-known', why: 'timeout', words: null }
      : {
          is: 'known',
          value: {
            matches: !pccc.endsWith('9'),
            words: pccc.endsWith('9') ? [office.latin ? 'no' : '성명이 일치하지 않습니다.'] : [],
          },
          at: office.now(),
          staleBecause: null,
        };
  return {
    ...fakePacing(office),
    ...fakeUpdates(),
    'gateway.get': () => gateway,
    'gateway.set': (next) => {
      gateway =
        next.is === 'folder'
          ? next
          : {
              is: 'http',
              url: next.url,
              hasToken: next.token !== null || (gateway.is === 'http' && gateway.hasToken),
            };
      return {};
    },
    'gateway.tryFolders': ({ sendFolder, receiveFolders }) => ({
      troubles: [sendFolder, ...receiveFolders]
        .filter((each) => each.includes('missing'))
        .map((each) => ({ folder: each, trouble: 'missing' as const })),
    }),
    'notices.document': ({ id }) => ({
      code: 'GOVCBR5GV',
      file: `GOVCBR5GV_${id}.xml`,
      encoding: 'cp949',
      receivedAt: office.now(),
      text: `<?xml version="1.0" encoding="EUC-KR"?>\n<wco:Response>\n  <wco:TypeCode>GOVCBR5GV</wco:TypeCode>\n  <wco:ID>${id}</wco:ID>\n</wco:Response>\n`,
    }),
    'notices.stray': (page) => pageOf(strays, ({ documentId }) => String(documentId), page),
    'openApi.get': () => ({
      apis: openApis.map((api) => ({ api, hasKey: keys.includes(api) })),
      url: 'https://unipass.customs.go.kr:38010/ext/rest',
      perHundred,
    }),
    'openApi.setPerHundred': ({ currencies }) => {
      perHundred = [...currencies];
      return {};
    },
    'openApi.setKey': ({ api, key }) => {
      keys = [...keys.filter((each) => each !== api), ...(key === null ? [] : [api])];
      return {};
    },
    'lookup.pccc': ({ pccc }) => holderOf(pccc),
    'pccc.verify': ({ pccc }) => ({ answer: holderOf(pccc), same: false }),
    'lookup.rates': () => ({
      is: 'known',
      value: {
        rates: [{ currency: 'USD', rate: '1402.56', from: civilDate('2026-11-22'), per: 1 }],
      },
      at: office.now(),
      staleBecause: null,
    }),
    'lookup.cargo': () => ({ is: 'not-known', why: 'no-key', words: null }),
    'lookup.hs': () => ({ is: 'not-known', why: 'no-key', words: null }),
    'lookup.exportPerformance': () => ({ is: 'not-known', why: 'no-key', words: null }),
    'numbers.get': () => ({
      settings: numbers,
      use: numbers.ranges.map((range, i) => ({
        ...range,
        year: 2026,
        given: i === 1 ? 400_000 : 41,
        next: i === 1 ? null : range.first + 43,
      })),
    }),
    'numbers.set': (next) => {
      numbers = next;
      return {};
    },
    'numbers.gaps': (page) => pageOf(gaps, ({ declarationNo }) => declarationNo, page),
    'hotFolder.get': () => ({
      folder,
      trouble: null,
      recent: folder === null ? [] : recentFiles(office.now(), office.latin),
    }),
    'hotFolder.set': (next) => {
      if (next.folder !== null && !next.folder.startsWith('/'))
        throw new NaruError('folder-unusable', { folder: next.folder, detail: 'ENOENT' });
      folder = next.folder;
      return {};
    },
  };
}

function recentFiles(now: EpochMs, latin: boolean): CallOutput<'hotFolder.get'>['recent'] {
  const name = latin ? 'gaon' : '가온무역';
  return [
    {
      name: `${name}-1124.xlsx`,
      at: epochMs(now - 240_000),
      added: 0,
      trouble: latin ? 'columns missing' : '꼭 있어야 할 열이 없습니다: 세번부호(HS)',
    },
    { name: `${name}-1123.xlsx`, at: epochMs(now - 90_000_000), added: 12, trouble: null },
  ];
}

function gapsOf(now: EpochMs): CallOutput<'numbers.gaps'>['rows'] {
  return (['undone', 'renumbered', 'cancelled'] as const).map((why, i) => ({
    declarationNo: declarationNoSchema.parse(`1234526${String(7 + i).padStart(6, '0')}M`),
    at: epochMs(now - 3_600_000 * (i + 1)),
    why,
    reference: `REF-${i}`,
  }));
}

function straysOf(now: EpochMs): CallOutput<'notices.stray'>['rows'] {
  return Array.from({ length: 4 }, (_, i) => ({
    documentId: 4 - i,
    code: i === 0 ? '' : 'GOVCBRR99',
    file: `recv_xml/20261124/GOVCBRR99_${4 - i}.xml`,
    declarationNo: i === 0 ? '' : `9999926${String(i).padStart(6, '0')}M`,
    receivedAt: epochMs(now - 600_000 * i),
  }));
}

import { practiceGoods } from '../../../shared/documents/practice/practice-goods.ts';
import type { practiceRates } from '../../../shared/documents/practice/practice-parties.ts';
import { practiceRateOn, practiceWeek } from '../../../shared/documents/practice/weekly-rates.ts';
import {
  addDays,
  civilDateSchema,
  epochMs,
  koreanDate,
  type CivilDate,
} from '../../../shared/time.ts';
import type { Book } from '../book.ts';
import { draws } from '../draws.ts';
import { cargoXml } from './cargo-answer.ts';
import type { OwnBook } from './own-book.ts';
import type { Registry } from './registry.ts';
import { answerXml, type Part } from './xml.ts';

/** What the calls are answered from. */
export interface Offices {
  seed: number;
  key: string;
  book: Book;
  own: OwnBook;
  registry: Registry;
}

type Query = URLSearchParams;

/** The answer of each service: what stands behind `/ext/rest/`, and its root. */
const services: Readonly<
  Record<string, readonly [root: string, answer: (q: Query, o: Offices, now: number) => string]>
> = {
  'persEcmQry/retrievePersEcm': ['persEcmQryRtnVo', pccc],
  'trifFxrtInfoQry/retrieveTrifFxrtInfo': ['trifFxrtInfoQryRtnVo', rates],
  'cargCsclPrgsInfoQry/retrieveCargCsclPrgsInfo': ['cargCsclPrgsInfoQryRtnVo', cargo],
  'hsSgnQry/searchHsSgn': ['hsSgnSrchRtnVo', hs],
  'expDclrNoPrExpFfmnBrkdQry/retrieveExpDclrNoPrExpFfmnBrkd': [
    'expDclrNoPrExpFfmnBrkdQryRtnVo',
    exportPerformance,
  ],
};

/** Answers a call of the open API; `null` where there is no such service. */
export function answer(
  service: string,
  query: Query,
  offices: Offices,
  now: number,
): string | null {
  const found = Object.hasOwn(services, service) ? services[service] : undefined;
  if (found === undefined) return null;
  const [root, work] = found;
  if (query.get('crkyCn') !== offices.key)
    return answerXml(root, -1, [], '존재하지 않는 인증키입니다.');
  offices.book.advance(now);
  return work(query, offices, now);
}

function pccc(query: Query, { registry }: Offices, now: number): string {
  const of = (name: string): string => query.get(name) ?? '';
  const claimed = { code: of('persEcm'), name: of('pltxNm'), postcode: of('custPsno') };
  const faults = registry.faults(claimed, now);
  const rows = faults.map((text): Part => ['persEcmQryRtnErrInfoVo', [['errMsgCn', text]]]);
  return answerXml('persEcmQryRtnVo', faults.length === 0 ? 1 : 0, rows);
}

const countries: Readonly<Record<keyof typeof practiceRates, readonly string[]>> = {
  USD: ['US', 'EC'],
  EUR: ['DE', 'FR', 'IT'],
  CNY: ['CN'],
  JPY: ['JP'],
};
const units = { USD: 'US Dollar', EUR: 'Euro', CNY: 'Yuan', JPY: 'Yen' } as const;
const currencies = ['USD', 'EUR', 'CNY', 'JPY'] as const;

function rates(query: Query, _: Offices, now: number): string {
  const on = dayOf(query.get('qryYymmDd')) ?? koreanDate(epochMs(now));
  const export1 = query.get('imexTp') === '1';
  const week = practiceWeek(on);
  // Next week's rates are there from Friday on (they are told ahead); later ones are not.
  const isTold = week <= practiceWeek(addDays(koreanDate(epochMs(now)), 2));
  const rows = !isTold
    ? []
    : currencies.flatMap((currency) =>
        countries[currency].map((country): Part => {
          const figure = practiceRateOn(currency, on, export1 ? 'export' : 'import') / 10_000;
          return [
            'trifFxrtInfoQryRsltVo',
            [
              ['cntySgn', country],
              ['mtryUtNm', units[currency]],
              ['fxrt', String(figure)],
              ['currSgn', currency],
              ['aplyBgnDt', compact(week)],
              ['imexTp', export1 ? '1' : '2'],
            ],
          ];
        }),
      );
  return answerXml('trifFxrtInfoQryRtnVo', rows.length, rows);
}

function cargo(query: Query, { own, book, seed }: Offices, now: number): string {
  const number = query.get('cargMtNo') ?? query.get('hblNo') ?? query.get('mblNo') ?? '';
  const known = own.goodsUnder(number);
  const taken = known.map((goods) => ({ goods, entry: book.find(goods.declarationNo) }));
  if (known.length === 0 && /^(?:\d{2}NARU|NR\d{2}|NARU)/.test(number)) {
    // Goods come in before anybody has declared them.
    const daysAgo = Math.floor(draws(seed, 'arrival', number)() * 5);
    const day = own.arrival(number, addDays(koreanDate(epochMs(now)), -daysAgo));
    const isCargo = query.has('cargMtNo');
    const goods = {
      declarationNo: '',
      cargoControlNo: isCargo ? number : `26NARU${number.replaceAll(/\D/g, '').slice(-8)}`,
      house: isCargo ? '' : number,
      master: '',
      warehousedOn: compact(day),
      warehouse: '',
    };
    return cargoXml([{ goods, entry: null }]);
  }
  return cargoXml(taken);
}

const koreanNames: Readonly<Record<string, string>> = {
  '9405219000': '전기식 탁상 램프',
  '0901110000': '커피(볶지 않은 것)',
  '8471300000': '휴대용 자동자료처리기계(노트북컴퓨터)',
  '6109101000': '면으로 만든 티셔츠',
  '6403999000': '갑피를 가죽으로 만든 신발',
  '8708999000': '자동차의 부분품',
  '3304991000': '기초화장용 제품류',
  '8542311000': '모노리식 집적회로',
  '2204219000': '포도주',
  '9503003400': '동물 모양의 완구',
};

function hs(query: Query): string {
  const code = query.get('hsSgn') ?? '';
  const name = (query.get('prnm') ?? '').toUpperCase();
  const rows = practiceGoods
    .filter(({ hsCode, goodsName, tradeName }) => {
      if (code !== '') return hsCode.startsWith(code);
      const names = [goodsName, tradeName, koreanNames[hsCode] ?? ''];
      return name !== '' && names.some((known) => known.includes(name));
    })
    .map(({ hsCode, goodsName, rate }): Part => [
      'hsSgnSrchRsltVo',
      [
        ['hsSgn', hsCode],
        ['korePrnm', koreanNames[hsCode] ?? ''],
        ['englPrnm', goodsName],
        ['txrt', String(rate)],
        ['txtpSgn', 'A'],
        ['wghtUt', 'KG'],
      ],
    ]);
  return answerXml('hsSgnSrchRtnVo', rows.length, rows);
}

function exportPerformance(query: Query, { book }: Offices): string {
  const no = query.get('expDclrNo') ?? '';
  const entry = no === '' ? null : book.find(no);
  const root = 'expDclrNoPrExpFfmnBrkdQryRtnVo';
  if (entry?.receivedAt == null) return answerXml(root, 0, []);
  const accepted = koreanDate(epochMs(entry.receivedAt));
  const isLoaded = entry.state === 'released';
  const head: Part = [
    'expDclrNoPrExpFfmnBrkdQryRsltVo',
    [
      ['expDclrNo', no],
      ['exppnConm', '연습 수출화주'],
      ['acptDt', compact(accepted)],
      ['loadDtyTmlm', compact(addDays(accepted, 30))],
      ['shpmCmplYn', isLoaded ? 'Y' : 'N'],
    ],
  ];
  const departure: Part = [
    'expDclrNoPrExpFfmnBrkdDtlQryRsltVo',
    [
      ['blNo', `NREX${no.slice(-7, -1)}`],
      ['tkofDt', compact(accepted)],
    ],
  ];
  return answerXml(root, 1, isLoaded ? [head, departure] : [head]);
}

const compact = (day: string): string => day.replaceAll('-', '');

function dayOf(text: string | null): CivilDate | null {
  const parts = /^(\d{4})(\d{2})(\d{2})$/.exec(text ?? '');
  const day = civilDateSchema.safeParse(parts?.slice(1).join('-'));
  return day.success ? day.data : null;
}

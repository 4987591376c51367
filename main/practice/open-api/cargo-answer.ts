import { epochMs, koreanDate } from '../../../shared/time.ts';
import type { BookEntry } from '../book.ts';
import type { Goods } from './own-book.ts';
import { answerXml, type Part } from './xml.ts';

interface Cargo {
  goods: Goods;
  /** Its declaration, where customs has it. */
  entry: BookEntry | null;
}

const root = 'cargCsclPrgsInfoQryRtnVo';

/** Cargo progress: one cargo with its events, newest first, or the list of several. */
export function cargoXml(cargos: readonly Cargo[]): string {
  const [first] = cargos;
  if (first === undefined) return answerXml(root, 0, []);
  const numbers = new Set(cargos.map(({ goods }) => goods.cargoControlNo));
  if (numbers.size > 1) {
    const heads = [...numbers].map((number): Part => [
      'cargCsclPrgsInfoQryVo',
      [['cargMtNo', number]],
    ]);
    return answerXml(root, heads.length, heads, '[N00]조회결과가 여러건입니다');
  }
  const events = cargos.flatMap(eventsOf).toSorted((a, b) => (a.at < b.at ? 1 : -1));
  const { goods } = first;
  const head: Part = [
    'cargCsclPrgsInfoQryVo',
    [
      ['csclPrgsStts', events[0]?.what ?? '반입신고'],
      ['cargMtNo', goods.cargoControlNo],
      ['hblNo', goods.house],
      ['mblNo', goods.master],
      ['cargTp', '수입 일반화물'],
      ['dclrDelyAdtxYn', 'Y'],
    ],
  ];
  const rows = events.map(({ what, at, declarationNo }): Part => [
    'cargCsclPrgsInfoDtlQryVo',
    [
      ['cargTrcnRelaBsopTpcd', what],
      ['prcsDttm', at],
      ['dclrNo', declarationNo],
      ['shedSgn', goods.warehouse],
      ['shedNm', goods.warehouse === '' ? '' : '연습 보세창고'],
      ...(what === '반입신고' ? [['rlbrDttm', at] as const] : []),
    ],
  ]);
  return answerXml(root, rows.length, [head, ...rows]);
}

interface Event {
  what: string;
  /** `YYYYMMDDHHmmss`, Korean time. */
  at: string;
  declarationNo: string;
}

function eventsOf({ goods, entry }: Cargo): Event[] {
  const events: Event[] = [];
  const { warehousedOn, declarationNo } = goods;
  if (warehousedOn !== '') {
    events.push({ what: '입항보고 수리', at: `${warehousedOn}060000`, declarationNo: '' });
    events.push({ what: '반입신고', at: `${warehousedOn}090000`, declarationNo: '' });
  }
  if (entry?.receivedAt == null) return events;
  events.push({ what: '수입신고', at: instant(entry.receivedAt), declarationNo });
  if (entry.state === 'released')
    events.push({ what: '수입신고수리', at: instant(entry.receivedAt + 1000), declarationNo });
  return events;
}

/** Korean time to the second, as KCS writes it. */
function instant(at: number): string {
  const day = koreanDate(epochMs(at)).replaceAll('-', '');
  const time = new Date(at + 9 * 3_600_000).toISOString().slice(11, 19).replaceAll(':', '');
  return `${day}${time}`;
}

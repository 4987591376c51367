import type { CargoAnswer, CargoQuery } from '../../../shared/contract/lookups.ts';
import { readInstant } from './dates.ts';
import {
  rowsOf,
  textAt,
  textOrNull,
  unreadable,
  type Envelope,
  type Reading,
  type Row,
} from './envelope.ts';

export function cargoParams(query: CargoQuery): Record<string, string> {
  if (query.by === 'cargo-control-no') return { cargMtNo: query.cargoControlNo };
  return { hblNo: query.billOfLading, blYy: String(query.year) };
}

/** The other kind of bill of lading, for a number that is not known as a house bill. */
export function asMasterBill(params: Record<string, string>): Record<string, string> | null {
  const { hblNo, ...rest } = params;
  return hblNo === undefined ? null : { mblNo: hblNo, ...rest };
}

/** Cargo progress of API001; events stand newest first, as they come. */
export function readCargo({ count, notice, root }: Envelope): Reading<CargoAnswer> {
  const heads = rowsOf(root, 'cargCsclPrgsInfoQryVo');
  const [head] = heads;
  if (heads.length > 1 || notice.includes('[N00]')) {
    const numbers = heads.map((row) => textAt(row, 'cargMtNo', 25)).filter((text) => text !== '');
    if (numbers.length === 0) return unreadable;
    return { is: 'known', value: { is: 'several', cargoControlNos: numbers.slice(0, 500) } };
  }
  if (head === undefined) return count === 0 ? { is: 'known', value: { is: 'none' } } : unreadable;
  return {
    is: 'known',
    value: {
      is: 'cargo',
      cargoControlNo: textAt(head, 'cargMtNo', 25),
      billOfLading: textAt(head, 'hblNo', 30) || textAt(head, 'mblNo', 30),
      progress: textAt(head, 'csclPrgsStts', 100) || textAt(head, 'prgsStts', 100),
      lateSurcharge: yesOrNo(textAt(head, 'dclrDelyAdtxYn')),
      events: rowsOf(root, 'cargCsclPrgsInfoDtlQryVo').slice(0, 500).map(readEvent),
    },
  };
}

function readEvent(row: Row): Extract<CargoAnswer, { is: 'cargo' }>['events'][number] {
  const processed = readInstant(textAt(row, 'prcsDttm'));
  // When the goods themselves came in or went out; it is sometimes malformed.
  const moved = readInstant(textAt(row, 'rlbrDttm'));
  return {
    what: textAt(row, 'cargTrcnRelaBsopTpcd', 100),
    at: moved ?? processed,
    declarationNo: textOrNull(row, 'dclrNo', 30),
    warehouse: textOrNull(row, 'shedSgn', 20),
    warehouseName: textOrNull(row, 'shedNm', 100),
    words: textOrNull(row, 'rlbrCn', 200),
  };
}

function yesOrNo(text: string): boolean | null {
  if (text === 'Y') return true;
  return text === 'N' ? false : null;
}

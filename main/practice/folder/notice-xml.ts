import iconv from 'iconv-lite';
import { koreanDate, type CivilDate, type EpochMs } from '../../../shared/time.ts';

/** Where a notice document has the number of what it is about: all three are seen. */
export const numberPlaces = ['Declaration/ID', 'ID', 'FunctionalReferenceID'] as const;
export const noticeEncodings = ['UTF-8', 'EUC-KR', 'CP949'] as const;

/** A notice document to be written. */
export interface NoticeText {
  /** After `GOVCBR`, e.g. `R99`. */
  code: string;
  declarationNo: string;
  /** Code of the document that it answers. */
  original: string;
  at: EpochMs;
  /** 심사결과, 정정 상태, 취하 결과. */
  result?: string;
  /** 미결사유. */
  pendingCause?: string;
  /** Whether it is to be inspected (C/S). */
  inspected?: boolean;
  words?: string;
  errors?: readonly string[];
  answerBy?: CivilDate;
  receiptNo?: string;
  /** XML of the declaration itself. */
  copy?: string;
}

export interface NoticeForm {
  place: (typeof numberPlaces)[number];
  encoding: (typeof noticeEncodings)[number];
}

/**
 * A notice in the shape that production clients read. KCS publishes no schema of these documents:
 * their namespaces here are the practice central system's own.
 */
export function noticeBytes(notice: NoticeText, { place, encoding }: NoticeForm): Uint8Array {
  const xml = [
    `<?xml version="1.0" encoding="${encoding}"?>`,
    '<wco:Response xmlns:wco="urn:naru:practice:notice" xmlns:kcs="urn:naru:practice:notice">',
    ...response(notice, place),
    '</wco:Response>',
    '',
  ].join('\n');
  return encoding === 'UTF-8' ? new TextEncoder().encode(xml) : iconv.encode(xml, 'cp949');
}

function response(notice: NoticeText, place: NoticeForm['place']): string[] {
  const { code, declarationNo, original, at, result, words, answerBy, receiptNo } = notice;
  const isOnTop = place !== 'Declaration/ID';
  return [
    leaf('wco:IssueDateTime', compactTime(at)),
    leaf('wco:TypeCode', `GOVCBR${code}`),
    ...(isOnTop ? [leaf(`wco:${place}`, declarationNo)] : []),
    ...(receiptNo === undefined ? [] : [leaf('kcs:DPT_NO', receiptNo)]),
    ...(result === undefined ? [] : [branch('wco:Status', leaf('wco:NameCode', result))]),
    ...additional(notice.pendingCause, words, answerBy),
    ...(notice.errors ?? []).map((text) => branch('wco:Error', leaf('kcs:Description', text))),
    notice.copy ??
      branch(
        'wco:Declaration',
        leaf('wco:AcceptanceDateTime', compactTime(at)),
        ...(isOnTop ? [] : [leaf('wco:ID', declarationNo)]),
        leaf('wco:TypeCode', `GOVCBR${original}`),
        ...(notice.inspected === true ? [inspection] : []),
      ),
  ];
}

const inspection = branch(
  'wco:GoodsShipment',
  leaf('wco:SequenceNumeric', '1'),
  branch('wco:AdditionalInformation', leaf('wco:StatementCode', 'Y')),
);

function additional(
  cause: string | undefined,
  words: string | undefined,
  answerBy: CivilDate | undefined,
): string[] {
  const inside = [
    ...(cause === undefined ? [] : [leaf('wco:StatementCode', cause)]),
    ...(words === undefined ? [] : [leaf('wco:Content', words)]),
    ...(answerBy === undefined ? [] : [leaf('wco:LimitDateTime', answerBy.replaceAll('-', ''))]),
  ];
  return inside.length === 0 ? [] : [branch('wco:AdditionalInformation', ...inside)];
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function leaf(name: string, text: string): string {
  return `<${name}>${text.replaceAll(/[&<>]/g, (char) => escapes[char] ?? char)}</${name}>`;
}

function branch(name: string, ...inside: string[]): string {
  return `<${name}>${inside.join('')}</${name}>`;
}

/** `CCYYMMDDhhmmss` in Korean time. */
function compactTime(at: EpochMs): string {
  const time = new Date(at + 9 * 3_600_000).toISOString().slice(11, 19);
  return `${koreanDate(at)}${time}`.replaceAll(/[-:]/g, '');
}

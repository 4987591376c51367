import * as fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import {
  readNoticeDocument,
  type NoticeDocument,
} from '../../../main/central/notice-documents/index.ts';
import type { NoticeKind } from '../../../shared/filing/receipts.ts';
import type { PartKind } from '../../../shared/filing/part.ts';
import {
  content,
  encoded,
  encodings,
  fault,
  notice,
  numberPlaces,
  sampleNo,
  status,
  type Sample,
} from './notice-samples.ts';

function documentOf(bytes: Uint8Array, fileName = ''): NoticeDocument {
  const reading = readNoticeDocument(bytes, { fileName });
  if (reading.is !== 'document') throw new Error(JSON.stringify(reading));
  return reading.document;
}
const read = (sample: Sample): NoticeDocument => documentOf(encoded(notice(sample), 'UTF-8'));

type Row = [Sample, NoticeKind, PartKind[]];
const declaration: PartKind[] = ['declaration'];
const supplement = `<wco:AdditionalInformation><wco:Content>송품장을 내십시오</wco:Content><wco:LimitDateTime>20261130</wco:LimitDateTime></wco:AdditionalInformation>`;

const rows: Row[] = [
  [{ code: 'R99', original: '929', inside: content('접수') }, 'received', declaration],
  [{ code: '5AF', original: '830', inside: content('접수') }, 'received', declaration],
  [{ code: 'R99', original: '5FE', inside: content('접수') }, 'received', ['amendment']],
  [{ code: 'R99', original: '5BF', inside: content('접수') }, 'received', ['withdrawal']],
  [{ code: 'R99', original: '5TE', inside: content('접수') }, 'received', ['synchronisation']],
  [
    { code: '5AF', original: '5AS', inside: content('접수') },
    'received',
    ['amendment', 'withdrawal'],
  ],
  [
    { code: 'R20', original: '929', inside: fault('품명 오류') + fault('세번 오류') },
    'refused',
    declaration,
  ],
  [{ code: 'INF', original: '929', inside: fault('시스템 오류') }, 'refused', declaration],
  [{ code: 'R20', original: '5FE', inside: fault('정정 오류') }, 'refused', ['amendment']],
  [{ code: '023', inside: status('11') + content('결재') }, 'under-review', declaration],
  [{ code: '023', inside: status('12') }, 'under-review', declaration],
  [{ code: '023', inside: status('13') + content('수리되었습니다') }, 'released', declaration],
  [{ code: '023', inside: status('14') }, 'released', declaration],
  [{ code: '023', inside: status('15') }, 'released', declaration],
  [{ code: '023', inside: status('16') }, 'under-review', declaration],
  [{ code: '023', inside: status('19') }, 'under-review', declaration],
  [{ code: '023', inside: content('수리') }, 'information', declaration],
  [{ code: '023', inside: status('77') }, 'information', declaration],
  [{ code: '5AA', inside: content('적재의무기한') }, 'released', declaration],
  [{ code: 'RR5', inside: status('13') + content('처리결과') }, 'information', declaration],
  [{ code: '5GV', inside: supplement }, 'documents-required', declaration],
  [{ code: '5GX', inside: supplement }, 'documents-required', declaration],
  [{ code: 'R60', inside: supplement }, 'documents-required', declaration],
  [{ code: 'R21', inside: content('각하') }, 'rejected', declaration],
  [{ code: '5EM', inside: content('검사') }, 'inspection', declaration],
  [{ code: 'R73', inside: content('선별') }, 'under-review', declaration],
  [{ code: 'R95', inside: content('검사완료') }, 'information', declaration],
  [{ code: '5FK', inside: status('06') }, 'amended', ['amendment']],
  [{ code: '5FK', inside: status('승인') }, 'amended', ['amendment']],
  [{ code: '5FK', inside: status('02') }, 'received', ['amendment']],
  [
    { code: '5FK', inside: status('08') + content('근거 부족') },
    'amendment-refused',
    ['amendment'],
  ],
  [{ code: '5FK', inside: content('승인') }, 'information', ['amendment']],
  [{ code: '5DT', inside: status('05') }, 'amended', ['amendment', 'withdrawal']],
  [{ code: '5DT', inside: status('09') }, 'amendment-refused', ['amendment', 'withdrawal']],
  [{ code: '5BG', inside: status('C') }, 'withdrawn', ['withdrawal']],
  [
    { code: '5BG', inside: status('E') + content('이미 수리') },
    'withdrawal-refused',
    ['withdrawal'],
  ],
  [
    { code: '5TF', about: '<wco:GoodsShipment><a>상품</a></wco:GoodsShipment>' },
    'received',
    ['synchronisation'],
  ],
  [{ code: '5TF', inside: content('없음') }, 'information', ['synchronisation']],
  [{ code: '5TH', inside: content('동기화') }, 'information', ['synchronisation']],
  [{ code: 'R99', original: '934', inside: content('가격신고서') }, 'information', declaration],
  [{ code: 'ZZ9', inside: content('모름') }, 'unknown', declaration],
];

const row = (code: string, text: string): string =>
  `<wco:AdditionalInformation><wco:StatementCode>${code}</wco:StatementCode><wco:Content>${text}</wco:Content></wco:AdditionalInformation>`;

function trouble(text: string | Uint8Array): string {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const reading = readNoticeDocument(bytes);
  return reading.is === 'unreadable' ? reading.trouble : reading.is;
}

describe('notice documents', () => {
  test.each(rows)(
    '%o means %s, about %s, in each encoding and wherever the number stands',
    (sample, kind, about) => {
      for (const encoding of encodings)
        for (const place of numberPlaces) {
          const document = documentOf(encoded(notice({ ...sample, place }), encoding));
          expect(document).toMatchObject({
            code: sample.code,
            kind,
            about,
            encoding,
            numbers: [sampleNo],
            isNamed: true,
            at: Date.parse('2026-11-23T10:15:02+09:00'),
          });
          expect(document.facts.every(({ value }) => !value.includes('\uFFFD'))).toBe(true);
        }
    },
  );

  test('keeps all errors of R20, in customs’ words', () => {
    const { errors } = read({ code: 'R20', inside: fault('품명 &lt;1란&gt;') + fault('둘째') });
    expect(errors).toEqual([
      { code: 'R20', message: '품명 <1란>' },
      { code: 'R20', message: '둘째' },
    ]);
  });

  test('reads errors by the columns of a broker’s database', () => {
    const flat = `<GOVCBRR20><DOC_CD>GOVCBR929</DOC_CD><RPT_NO>12345-26-000123M</RPT_NO><DPT_DATE>20261123101502</DPT_DATE>
      <row><ERR_POS>H</ERR_POS><ERR_KEY1>1</ERR_KEY1><ERR_REASON>과세가격</ERR_REASON></row>
      <row><ERR_POS>L</ERR_POS><ERR_REASON>란번호</ERR_REASON></row></GOVCBRR20>`;
    const document = documentOf(encoded(flat, 'CP949'));
    expect(document).toMatchObject({ code: 'R20', kind: 'refused', numbers: [sampleNo] });
    expect(document.errors).toEqual([
      { code: 'R20', message: '과세가격', path: 'ERR_POS=H ERR_KEY1=1' },
      { code: 'R20', message: '란번호', path: 'ERR_POS=L' },
    ]);
    const system = `<GOVCBRINF><text_gubun>GOVCBR929</text_gubun><jechl_no>${sampleNo}</jechl_no><tongbo_date>20261123101502</tongbo_date><error_content1>서명 오류</error_content1><error_msgid>M1</error_msgid></GOVCBRINF>`;
    expect(documentOf(encoded(system, 'EUC-KR'))).toMatchObject({
      code: 'INF',
      kind: 'refused',
      errors: [{ code: 'M1', message: '서명 오류' }],
      at: Date.parse('2026-11-23T10:15:02+09:00'),
    });
  });

  test('reads the day by which customs wants an answer', () => {
    const inside = `<wco:SupplementTypeCode>2</wco:SupplementTypeCode>${supplement}`;
    const document = read({ code: '5GV', inside });
    expect(document).toMatchObject({ answerBy: '2026-11-30', message: '송품장을 내십시오' });
    expect(document.facts).toContainEqual({ name: 'supplement', value: '2 서류보완' });
  });

  test('puts the causes of 5GZ into words', () => {
    expect(read({ code: '5GZ', inside: row('03', '성분') + row('11', '표시') })).toMatchObject({
      kind: 'under-review',
      message: '03 분석의뢰: 성분\n11 원산지표시시정: 표시',
    });
    expect(read({ code: '5GZ', inside: row('02', '서류') }).kind).toBe('documents-required');
    expect(read({ code: '5GZ' }).kind).toBe('under-review');
  });

  test('an inspection (C/S) of 023 is shown as one, but never against a release', () => {
    const about = `<wco:GoodsShipment><wco:SequenceNumeric>1</wco:SequenceNumeric><wco:AdditionalInformation><wco:StatementCode>Y</wco:StatementCode></wco:AdditionalInformation></wco:GoodsShipment>`;
    expect(read({ code: '023', about }).kind).toBe('inspection');
    expect(read({ code: '023', about, inside: status('19') }).kind).toBe('inspection');
    expect(read({ code: '023', about, inside: status('13') }).kind).toBe('released');
  });

  test('an office’s own places come first', () => {
    const bytes = encoded(
      notice({ code: '023', inside: '<judge><result>13</result></judge>' }),
      'UTF-8',
    );
    expect(readNoticeDocument(bytes)).toMatchObject({ document: { kind: 'information' } });
    const places = { '023': { result: ['judge/result'] } };
    expect(readNoticeDocument(bytes, { places })).toMatchObject({ document: { kind: 'released' } });
  });

  test('finds the number anywhere as a last resort, and says so', () => {
    const body = `<Response><TypeCode>GOVCBRR99</TypeCode><x><y>12345-26-000123M</y></x></Response>`;
    const document = documentOf(encoded(body, 'UTF-8'));
    expect(document).toMatchObject({ numbers: [sampleNo], isNamed: false });
    expect(document.facts).toContainEqual({ name: 'number-elsewhere', value: sampleNo });
    expect(documentOf(encoded('<Response/>', 'UTF-8')).numbers).toEqual([]);
  });

  test('tells the code by its root or its file’s name', () => {
    expect(documentOf(encoded(`<GOVCBRR99><ID>${sampleNo}</ID></GOVCBRR99>`, 'UTF-8')).code).toBe(
      'R99',
    );
    const nameless = encoded(`<Response><ID>${sampleNo}</ID></Response>`, 'UTF-8');
    expect(documentOf(nameless, 'GOVCBR5AA_2026.xml')).toMatchObject({
      code: '5AA',
      kind: 'released',
    });
    expect(documentOf(nameless)).toMatchObject({ code: '?', kind: 'unknown' });
  });

  test('reads what is wrapped in something else', () => {
    const wrapped = `<Envelope><Body>${notice({ code: 'R99', original: '929' })}</Body></Envelope>`;
    expect(documentOf(encoded(wrapped, 'UTF-8'))).toMatchObject({
      code: 'R99',
      numbers: [sampleNo],
    });
  });

  test('the same document in another encoding says the same', () => {
    const body = notice({ code: 'R21', inside: content('각하 사유: 똠방각하') });
    const ids = encodings.map((encoding) => documentOf(encoded(body, encoding)).id);
    expect(new Set(ids).size).toBe(1);
  });

  test('a document of our own is no notice', () => {
    const own = `<wco:Declaration xmlns:wco="x"><wco:ID>${sampleNo}</wco:ID><wco:TypeCode>GOVCBR929</wco:TypeCode></wco:Declaration>`;
    expect(readNoticeDocument(encoded(own, 'UTF-8'))).toEqual({
      is: 'submission',
      code: '929',
      numbers: [sampleNo],
    });
  });

  test('takes the encoding from the bytes where the declaration lies or is missing', () => {
    const body = `<Response><TypeCode>GOVCBRR21</TypeCode><Content>각하되었습니다</Content></Response>`;
    const lying = `<?xml version="1.0" encoding="UTF-8"?>${body}`;
    expect(documentOf(iconv.encode(lying, 'cp949')).encoding).toBe('CP949');
    expect(documentOf(iconv.encode(body, 'cp949')).facts.at(-1)?.value).toBe('각하되었습니다');
    const left = `<?xml version="1.0" encoding="euc-kr"?>${body}`;
    expect(documentOf(new TextEncoder().encode(left))).toMatchObject({ encoding: 'UTF-8' });
    expect(documentOf(new TextEncoder().encode(`\uFEFF${body}`)).encoding).toBe('UTF-8');
    expect(documentOf(iconv.encode(body, 'utf-16le', { addBOM: true })).encoding).toBe('UTF-16LE');
  });

  test('a half-written file is incomplete at whatever byte it ends', () => {
    for (const encoding of encodings) {
      const whole = encoded(
        notice({ code: 'R99', original: '929', inside: content('접수') }),
        encoding,
      );
      const text = Buffer.from(whole).toString('latin1');
      const complete = text.lastIndexOf('>') + 1;
      for (let length = 0; length < complete; length += 1)
        expect(readNoticeDocument(whole.subarray(0, length)), String(length)).toEqual({
          is: 'unreadable',
          trouble: 'incomplete',
        });
    }
  });

  test('refuses what is dangerous or no XML', () => {
    expect(trouble('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')).toBe('doctype');
    expect(trouble('MZ\u0000\u0000')).toBe('not-xml');
    expect(trouble('{"a": 1}')).toBe('not-xml');
    expect(trouble('<a><b></c></a>')).toBe('malformed');
    expect(trouble(`${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}`)).toBe('malformed');
    expect(trouble(new Uint8Array(5 * 1024 * 1024 + 1))).toBe('too-large');
    expect(trouble(new Uint8Array(100))).toBe('incomplete');
    expect(trouble(Buffer.from('3c613effffffff3c2f613e', 'hex'))).toBe('encoding');
  });

  test('never throws, and keeps within bounds', () => {
    const any = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc
        .string({ maxLength: 200 })
        .map((text) => new TextEncoder().encode(`<Response>${text}</Response>`)),
      fc.tuple(fc.constantFrom(...rows), fc.nat(600), fc.nat(255)).map(([[sample], at, byte]) => {
        const bytes = encoded(notice(sample), 'UTF-8');
        bytes[at % bytes.length] = byte;
        return bytes;
      }),
    );
    fc.assert(
      fc.property(any, (bytes) => {
        const reading = readNoticeDocument(bytes);
        if (reading.is !== 'document') return;
        expect(reading.document.facts.length).toBeLessThanOrEqual(200);
      }),
      { numRuns: 2000 },
    );
  });
});

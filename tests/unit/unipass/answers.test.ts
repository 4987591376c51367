import { describe, expect, test } from 'vitest';
import { civilDate } from '../../../shared/time.ts';
import { declarationNoSchema } from '../../../shared/filing/numbers.ts';
import { clientOf, key, unkindServer, xml, type Behave } from './unkind-unipass.ts';

const person = { pccc: 'P123456789012', name: '홍가람', phone: '010-1234-5678', postcode: '04000' };
const pcccXml = (inside: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><persEcmQryRtnVo>${inside}</persEcmQryRtnVo>`;
const on = civilDate('2026-11-24');

const reason = (text: string): string =>
  `<persEcmQryRtnErrInfoVo><errMsgCn>${text}</errMsgCn></persEcmQryRtnErrInfoVo>`;

const cutOff: Behave = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/xml', 'content-length': 500 });
  response.write('<persEcmQryRtnVo><tCnt>0</tCnt>', () => response.socket?.destroy());
};
const status =
  (code: number): Behave =>
  (_, response) => {
    response.writeHead(code, { 'content-type': 'text/html' });
    response.end(pcccXml('<tCnt>0</tCnt>'));
  };

const rateRow = (currency: string, rate: string, more = ''): string =>
  `<trifFxrtInfoQryRsltVo><cntySgn>X</cntySgn><fxrt>${rate}</fxrt><currSgn>${currency}</currSgn><aplyBgnDt>20261122</aplyBgnDt><imexTp>2</imexTp>${more}</trifFxrtInfoQryRsltVo>`;
const allRates = (rows: string): string =>
  `<ns2:trifFxrtInfoQryRtnVo xmlns:ns2="urn:x"><tCnt>9</tCnt><ntceInfo/>${rows}</ns2:trifFxrtInfoQryRtnVo>`;

const cargoEvent = (what: string, at: string, more = ''): string =>
  `<cargCsclPrgsInfoDtlQryVo><cargTrcnRelaBsopTpcd>${what}</cargTrcnRelaBsopTpcd><prcsDttm>${at}</prcsDttm>${more}</cargCsclPrgsInfoDtlQryVo>`;
const cargoRoot = (inside: string): string =>
  `<cargCsclPrgsInfoQryRtnVo>${inside}</cargCsclPrgsInfoQryRtnVo>`;

const exportRoot = (inside: string): string =>
  `<expDclrNoPrExpFfmnBrkdQryRtnVo>${inside}</expDclrNoPrExpFfmnBrkdQryRtnVo>`;

describe('whose a personal customs code is', () => {
  test('one row more or less: match, mismatch with one reason, with several', async () => {
    const server = await unkindServer(xml(pcccXml('<tCnt>1</tCnt><ntceInfo/>')));
    const client = clientOf(server.url);
    expect(await client.pccc(person)).toMatchObject({
      is: 'known',
      value: { matches: true, words: [] },
      staleBecause: null,
    });
    server.behave(xml(pcccXml(`<tCnt>0</tCnt><ntceInfo/>${reason('이름이 다릅니다.')}`)));
    expect(await client.pccc(person)).toMatchObject({
      value: { matches: false, words: ['이름이 다릅니다.'] },
    });
    server.behave(xml(pcccXml(`<tCnt>0</tCnt>${reason('하나 &amp; 둘')}${reason('셋')}`)));
    expect(await client.pccc(person)).toMatchObject({
      value: { matches: false, words: ['하나 & 둘', '셋'] },
    });
  });

  test.each([
    ['digits only', '010-1234-5678', '01012345678'],
    ['from abroad', '+82 10 1234 5678', '01012345678'],
    ['no mobile: left out', '02-123-4567', null],
    ['a 050 number never matches: left out', '0504-123-45678', null],
    ['none', null, null],
  ])('the phone goes as %s', async (_, phone, sent) => {
    const server = await unkindServer(xml(pcccXml('<tCnt>1</tCnt>')));
    await clientOf(server.url).pccc({ ...person, phone });
    expect(server.asked[0]?.query.get('cralTelno')).toBe(sent);
    expect(server.asked[0]?.query.get('pltxNm')).toBe('홍가람');
    expect(server.asked[0]?.query.get('custPsno')).toBe('04000');
    expect(server.asked[0]?.path).toBe('/ext/rest/persEcmQry/retrievePersEcm');
  });

  test.each<[string, string, string]>([
    [
      '-1 with its words',
      pcccXml('<tCnt>-1</tCnt><ntceInfo>존재하지 않는 인증키입니다.</ntceInfo>'),
      'key-refused',
    ],
    [
      'a web page',
      '<!doctype html><html><body><h1>502 Bad Gateway</h1></body></html>',
      'unreadable',
    ],
    ['a page that is well-formed', '<html><body>점검 중입니다</body></html>', 'unreadable'],
    ['nothing', '', 'unreadable'],
    ['JSON', '{"tCnt":1}', 'unreadable'],
    ['another root', '<otherRtnVo><tCnt>1</tCnt></otherRtnVo>', 'unreadable'],
    ['XML that breaks off', '<persEcmQryRtnVo><tCnt>1</tCnt>', 'unreadable'],
    ['no count', pcccXml('<ntceInfo/>'), 'unreadable'],
    ['a count that is none', pcccXml('<tCnt>one</tCnt>'), 'unreadable'],
    ['a count of two', pcccXml('<tCnt>2</tCnt>'), 'unreadable'],
    ['an empty root', '<persEcmQryRtnVo/>', 'unreadable'],
    [
      'a match with a reason against it',
      pcccXml(
        '<tCnt>1</tCnt><persEcmQryRtnErrInfoVo><errMsgCn>x</errMsgCn></persEcmQryRtnErrInfoVo>',
      ),
      'unreadable',
    ],
    [
      'entities that grow',
      `<!DOCTYPE x [<!ENTITY a "aaaa">]>${pcccXml('<tCnt>1</tCnt><ntceInfo>&a;</ntceInfo>')}`,
      'unreadable',
    ],
  ])('%s is not known, and never wrong', async (_, body, why) => {
    const server = await unkindServer(xml(body));
    expect(await clientOf(server.url).pccc(person)).toMatchObject({ is: 'not-known', why });
  });

  test.each<[string, Behave, string]>([
    ['cut off in the middle', cutOff, 'unreachable'],
    ['reset', (_, response) => response.socket?.resetAndDestroy(), 'unreachable'],
    ['mute', () => {}, 'timeout'],
    [
      'slower than its time',
      (request, response) =>
        void setTimeout(
          () => xml(pcccXml('<tCnt>0</tCnt>'))(request, response, new URL('http://x')),
          900,
        ),
      'timeout',
    ],
    ['502', status(502), 'unreadable'],
    ['503', status(503), 'unreadable'],
    ['404', status(404), 'unreadable'],
    [
      'a redirection',
      (_, r) => void r.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
      'unreadable',
    ],
    [
      'without an end',
      (_, r) => {
        r.writeHead(200);
        const timer = setInterval(() => r.write('x'.repeat(1_000_000)), 1);
        r.on('close', () => clearInterval(timer));
      },
      'unreadable',
    ],
  ])('an answer that is %s is not known', async (_, behave, why) => {
    const server = await unkindServer(behave);
    expect(await clientOf(server.url).pccc(person)).toMatchObject({ is: 'not-known', why });
  });

  test('no server at all, and no key', async () => {
    const server = await unkindServer();
    await server.stop();
    expect(await clientOf(server.url).pccc(person)).toMatchObject({ why: 'unreachable' });
    const keyless = clientOf(server.url, { keyOf: () => null });
    expect(await keyless.pccc(person)).toEqual({ is: 'not-known', why: 'no-key', words: null });
    expect(server.asked).toHaveLength(0);
  });

  test('the key is nowhere in what comes out of it', async () => {
    const odd = 'key with/odd+signs';
    const said = `${odd} · ${encodeURIComponent(odd)}`;
    const server = await unkindServer(xml(pcccXml(`<tCnt>-1</tCnt><ntceInfo>${said}</ntceInfo>`)));
    const client = clientOf(server.url, { keyOf: () => odd });
    const refused = await client.pccc(person);
    expect(refused).toMatchObject({ why: 'key-refused', words: '[token] · [token]' });
    server.behave(xml(`<p>${odd}</p>`));
    const other = clientOf(server.url, { keyOf: () => odd });
    expect(JSON.stringify(await other.pccc(person))).not.toContain(odd);
    expect(server.asked[0]?.query.get('crkyCn')).toBe(odd);
  });
});

describe('the week’s rates', () => {
  test('one row is a list too; a namespace changes nothing; the week is asked for once', async () => {
    const server = await unkindServer(xml(allRates(rateRow('USD', '1,386.5'))));
    const client = clientOf(server.url);
    const first = await client.rates({ on, use: 'import' });
    expect(first).toMatchObject({
      is: 'known',
      value: { rates: [{ currency: 'USD', rate: '1386.5', from: '2026-11-22', per: 1 }] },
    });
    await client.rates({ on: civilDate('2026-11-28'), use: 'import' });
    expect(server.asked).toHaveLength(1);
    expect(Object.fromEntries(server.asked[0]?.query ?? [])).toEqual({
      crkyCn: key,
      qryYymmDd: '20261124',
      imexTp: '2',
    });
    await client.rates({ on: civilDate('2026-11-29'), use: 'import' });
    await client.rates({ on, use: 'export' });
    expect(server.asked).toHaveLength(3);
  });

  test('a currency of several countries stands once; where they disagree, none is told', async () => {
    const rows =
      rateRow('EUR', '1484.57') +
      rateRow('EUR', '1484.57') +
      rateRow('XOF', '2.1') +
      rateRow('XOF', '2.2');
    const server = await unkindServer(xml(allRates(rows)));
    const told = await clientOf(server.url).rates({ on, use: 'import' });
    expect(told.is === 'known' && told.value.rates.map(({ currency }) => currency)).toEqual([
      'EUR',
    ]);
  });

  test('what makes no sense is left out', async () => {
    const rows =
      rateRow('usd', '1') +
      rateRow('USD', '0') +
      rateRow('JPY', '-9') +
      rateRow('CNY', 'x') +
      rateRow('VND', '0.0509');
    const server = await unkindServer(xml(allRates(rows)));
    const told = await clientOf(server.url).rates({ on, use: 'import' });
    expect(told.is === 'known' && told.value.rates).toMatchObject([
      { currency: 'VND', rate: '0.0509' },
    ]);
  });

  test.each([
    ['915.72', '9.1572'],
    ['9', '0.09'],
    ['900', '9'],
    ['8.5', '0.085'],
  ])('%s for a hundred is %s for one, where the office says so', async (figure, rate) => {
    const server = await unkindServer(xml(allRates(rateRow('JPY', figure))));
    const told = await clientOf(server.url, { perHundred: ['JPY'] }).rates({ on, use: 'import' });
    expect(told.is === 'known' && told.value.rates).toMatchObject([{ rate, per: 100 }]);
  });

  test('a week that is not told yet is asked for again', async () => {
    const server = await unkindServer(xml(allRates('').replace('9', '0')));
    const client = clientOf(server.url);
    expect(await client.rates({ on, use: 'import' })).toMatchObject({ value: { rates: [] } });
    await client.rates({ on, use: 'import' });
    expect(server.asked).toHaveLength(2);
  });
});

describe('cargo progress', () => {
  const head =
    '<cargCsclPrgsInfoQryVo><csclPrgsStts>수입신고수리</csclPrgsStts><cargMtNo>26NARU0117I00210003</cargMtNo><hblNo>H1</hblNo><dclrDelyAdtxYn>Y</dclrDelyAdtxYn></cargCsclPrgsInfoQryVo>';
  const query = { by: 'cargo-control-no', cargoControlNo: '26NARU0117I00210003' } as const;

  test('one event or many, in the order in which they come', async () => {
    const server = await unkindServer(
      xml(cargoRoot(`${head}<tCnt>1</tCnt>${cargoEvent('반입신고', '20261105093000')}`)),
    );
    const client = clientOf(server.url);
    expect(await client.cargo(query)).toMatchObject({
      value: {
        is: 'cargo',
        progress: '수입신고수리',
        billOfLading: 'H1',
        lateSurcharge: true,
        events: [
          { what: '반입신고', at: Date.parse('2026-11-05T09:30:00+09:00'), declarationNo: null },
        ],
      },
    });
    const two =
      cargoEvent('수입신고', '20261106120000', '<dclrNo>1234526000001M</dclrNo>') +
      cargoEvent(
        '반입신고',
        '20261105093000',
        '<rlbrDttm>2026110500</rlbrDttm><shedSgn>02012202</shedSgn>',
      );
    server.behave(xml(cargoRoot(`${head}<tCnt>2</tCnt>${two}`)));
    const told = await client.cargo(query);
    expect(told.is === 'known' && told.value.is === 'cargo' && told.value.events).toMatchObject([
      { what: '수입신고', declarationNo: '1234526000001M' },
      // A malformed time of the movement leaves that of the processing.
      { what: '반입신고', warehouse: '02012202', at: Date.parse('2026-11-05T09:30:00+09:00') },
    ]);
  });

  test('several under one bill of lading; and none', async () => {
    const heads = ['A1', 'A2']
      .map(
        (number) => `<cargCsclPrgsInfoQryVo><cargMtNo>${number}</cargMtNo></cargCsclPrgsInfoQryVo>`,
      )
      .join('');
    const notice = '<ntceInfo>[N00]조회결과가 여러건입니다</ntceInfo>';
    const server = await unkindServer(xml(cargoRoot(`${notice}<tCnt>2</tCnt>${heads}`)));
    const client = clientOf(server.url);
    const byBill = { by: 'bill-of-lading', billOfLading: 'M1', year: 2026 } as const;
    expect(await client.cargo(byBill)).toMatchObject({
      value: { is: 'several', cargoControlNos: ['A1', 'A2'] },
    });
    server.behave(xml(cargoRoot('<tCnt>0</tCnt><ntceInfo/>')));
    expect(await client.cargo(byBill)).toMatchObject({ value: { is: 'none' } });
    // Not a house bill: asked for again as a master bill.
    expect(server.asked.slice(-2).map(({ query }) => [...query.keys()][1])).toEqual([
      'hblNo',
      'mblNo',
    ]);
    server.behave(xml(cargoRoot('<ntceInfo/>')));
    expect(await client.cargo(query)).toMatchObject({ is: 'not-known', why: 'unreadable' });
  });
});

describe('HS codes and export performance', () => {
  test('HS codes by digits, by Korean and by English name', async () => {
    const row =
      '<hsSgnSrchRsltVo><hsSgn>8471300000</hsSgn><korePrnm>휴대용</korePrnm><englPrnm>Portable</englPrnm><txrt>0</txrt><txtpSgn>A</txtpSgn></hsSgnSrchRsltVo>';
    const server = await unkindServer(xml(`<hsSgnSrchRtnVo><tCnt>1</tCnt>${row}</hsSgnSrchRtnVo>`));
    const client = clientOf(server.url);
    expect(await client.hs('8471.30-0000')).toMatchObject({
      value: {
        rows: [{ hsCode: '8471300000', korean: '휴대용', rate: '0', rateKind: 'A', unit: null }],
      },
    });
    await client.hs('노트북');
    await client.hs('notebook');
    const sent = server.asked.map(({ query }) => Object.fromEntries(query));
    expect(sent).toMatchObject([
      { hsSgn: '8471300000', koenTp: '1' },
      { prnm: '노트북', koenTp: '1' },
      { prnm: 'notebook', koenTp: '2' },
    ]);
  });

  test('export performance', async () => {
    const head =
      '<expDclrNoPrExpFfmnBrkdQryRsltVo><exppnConm>나루</exppnConm><acptDt>20261101</acptDt><loadDtyTmlm>20261201</loadDtyTmlm><shpmCmplYn>N</shpmCmplYn></expDclrNoPrExpFfmnBrkdQryRsltVo>';
    const server = await unkindServer(xml(exportRoot(`<tCnt>1</tCnt>${head}`)));
    const client = clientOf(server.url);
    const no = declarationNoSchema.parse('1234526000001X');
    expect(await client.exportPerformance(no)).toMatchObject({
      value: {
        is: 'export',
        exporter: '나루',
        loadBy: '2026-12-01',
        loaded: false,
        departures: [],
      },
    });
    server.behave(xml(exportRoot('<tCnt>0</tCnt>')));
    expect(await client.exportPerformance(no)).toMatchObject({ value: { is: 'none' } });
  });
});
